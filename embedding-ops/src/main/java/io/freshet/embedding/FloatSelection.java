package io.freshet.embedding;

/** Hoare's selection among floats. */
final class FloatSelection {
    private FloatSelection() {}

    /** The {@code k}-th greatest, from 1, of the first {@code length} values, which it reorders. */
    static float greatest(float[] values, int length, int k) {
        int low = 0;
        int high = length - 1;
        while (low < high) {
            float pivot = median(values[low], values[(low + high) >>> 1], values[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] > pivot) {
                    i++;
                }
                while (values[j] < pivot) {
                    j--;
                }
                if (i <= j) {
                    float t = values[i];
                    values[i++] = values[j];
                    values[j--] = t;
                }
            }
            if (k - 1 <= j) {
                high = j;
            } else if (k - 1 >= i) {
                low = i;
            } else {
                break;
            }
        }
        return values[k - 1];
    }

    private static float median(float a, float b, float c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
