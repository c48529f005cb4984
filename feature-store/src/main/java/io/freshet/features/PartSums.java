package io.freshet.features;

import org.jspecify.annotations.Nullable;

/** Sums and differences of a row's parts, {@code float[]} each, null where a row does not have one. */
final class PartSums {
    private PartSums() {}

    static boolean areFinite(float[] @Nullable [] parts) {
        for (float[] part : parts) {
            if (part != null && !SharedRows.areFinite(part)) {
                return false;
            }
        }
        return true;
    }

    static void addAll(float[] @Nullable [] to, float[] @Nullable [] others) {
        for (int part = 0; part < RowLayout.PARTS; part++) {
            float[] sum = to[part];
            float[] other = others[part];
            if (sum != null && other != null) {
                add(sum, other);
            }
        }
    }

    static void add(float[] to, float[] other) {
        for (int i = 0; i < to.length; i++) {
            to[i] += other[i];
        }
    }

    /** {@code values} less {@code base}, in place. */
    static float[] difference(float[] values, float[] base) {
        for (int i = 0; i < values.length; i++) {
            values[i] -= base[i];
        }
        return values;
    }
}
