package io.freshet.ranking.eval;

/**
 * How high the items stood that were taken, averaged over events; an unranked item counts 0. All are NaN of no events.
 *
 * @param hitRate share of ranks up to 10, HR@10
 * @param ndcg mean of 1/log2(rank + 1) for ranks up to 10, else 0: NDCG@10 (Järvelin & Kekäläinen 2002) of one relevant
 *     item
 * @param reciprocalRank mean of 1/rank for ranks up to 10, else 0: MRR@10
 * @param hitRateOf100 share of ranks up to 100, HR@100
 * @param events in the averages
 */
public record Accuracy(double hitRate, double ndcg, double reciprocalRank, double hitRateOf100, long events) {
    /** Longest rank that counts for the first three. */
    public static final int N = 10;

    /** Longest rank that counts for {@link #hitRateOf100}. */
    public static final int LONG_N = 100;

    private static final double[] GAIN = new double[N + 1];

    static {
        for (int rank = 1; rank <= N; rank++) {
            GAIN[rank] = StrictMath.log(2) / StrictMath.log(rank + 1);
        }
    }

    /** What a rank contributes to NDCG@10. */
    public static double gain(int rank) {
        return rank <= N ? GAIN[rank] : 0;
    }

    /** Adds up ranks, in the order in which they come. One thread. */
    public static final class Sum {
        private final long[] events = new long[N + 1];
        private long hitsOf100;
        private long all;

        public void add(int rank) {
            all++;
            if (rank != PrequentialModel.UNRANKED && rank <= LONG_N) {
                hitsOf100++;
                if (rank <= N) {
                    events[rank]++;
                }
            }
        }

        public Accuracy result() {
            long hits = 0;
            double gains = 0;
            double reciprocals = 0;
            for (int rank = 1; rank <= N; rank++) {
                hits += events[rank];
                gains += events[rank] * GAIN[rank];
                reciprocals += (double) events[rank] / rank;
            }
            double n = all;
            return new Accuracy(hits / n, gains / n, reciprocals / n, hitsOf100 / n, all);
        }
    }
}
