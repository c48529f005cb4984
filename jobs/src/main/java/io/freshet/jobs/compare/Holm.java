package io.freshet.jobs.compare;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction (Scandinavian Journal of Statistics 6, 1979): keeps the chance of even one false finding
 * in a family of tests, however these depend on each other.
 */
final class Holm {
    private Holm() {}

    /** Adjusted p-values in the same order; NaN stands for what was not tested, stays NaN and does not count. */
    static double[] adjust(double[] p) {
        int[] rising = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted((i, j) -> Double.compare(p[i], p[j]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        Arrays.fill(adjusted, Double.NaN);
        double least = 0;
        for (int i = 0; i < rising.length; i++) {
            least = Math.max(least, Math.min(1, (rising.length - i) * p[rising[i]]));
            adjusted[rising[i]] = least;
        }
        return adjusted;
    }

    /** Tests in a family. */
    static int size(double[] p) {
        return (int) Arrays.stream(p).filter(value -> !Double.isNaN(value)).count();
    }
}
