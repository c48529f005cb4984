package io.freshet.jobs.compare;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * McNemar's test (1947) of whether two runs hit equally often, given the events that only one of them hit.
 *
 * <p>Without a difference either side has those events with a chance of one half. Up to {@value #FEW} of them the
 * two-sided p-value is the exact binomial one, and above it the mid-p-value, which Fagerland, Lydersen and Laake (2013)
 * found to keep its level and to have more power than the exact one and than the chi-square with the continuity
 * correction of Edwards (1948). Both come from the binomial distribution itself, so nothing is approximated.
 *
 * <p>It takes events as independent, which the events of one user are not; see {@link UserBootstrap}.
 *
 * @param onlyRun events that the run hit and the reference missed
 * @param onlyReference the reverse
 */
record McNemar(long onlyRun, long onlyReference) {
    /** Below so many the usual textbooks, too, ask for the exact test. */
    static final int FEW = 25;

    McNemar {
        if (onlyRun < 0 || onlyReference < 0 || onlyRun + onlyReference > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("discordant events " + onlyRun + " and " + onlyReference
                    + " must not be negative nor together above " + Integer.MAX_VALUE);
        }
    }

    /** Of an event each, whether it was hit. */
    static McNemar of(Metric metric, int[] reference, int[] run, int from, int to) {
        long onlyRun = 0;
        long onlyReference = 0;
        for (int row = from; row < to; row++) {
            double more = metric.of(run[row]) - metric.of(reference[row]);
            onlyRun += more > 0 ? 1 : 0;
            onlyReference += more < 0 ? 1 : 0;
        }
        return new McNemar(onlyRun, onlyReference);
    }

    boolean isExact() {
        return discordant() <= FEW;
    }

    /** Two-sided; 1 without any such event. */
    double p() {
        if (discordant() == 0) {
            return 1;
        }
        BinomialDistribution coins = BinomialDistribution.of(discordant(), 0.5);
        int fewer = (int) Math.min(onlyRun, onlyReference);
        double tails = 2 * coins.cumulativeProbability(fewer);
        return Math.min(1, isExact() ? tails : tails - coins.probability(fewer));
    }

    private int discordant() {
        return Math.toIntExact(onlyRun + onlyReference);
    }
}
