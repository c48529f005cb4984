package io.freshet.ranking.pipeline;

/** Buckets by powers of two: 0, 1, 2 and 3, 4 to 7, and so on. */
final class PowersOfTwo {
    private PowersOfTwo() {}

    /**
     * From 0 to {@code buckets} − 1.
     *
     * @param number 0 or more
     */
    static int bucket(int number, int buckets) {
        return Math.min(buckets - 1, Integer.SIZE - Integer.numberOfLeadingZeros(number));
    }
}
