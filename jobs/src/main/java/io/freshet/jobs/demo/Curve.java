package io.freshet.jobs.demo;

/**
 * A share over the whole run in at most {@value #CAPACITY} points; not thread safe.
 *
 * <p>Each point covers equally many events. When all are full, neighbours are merged and each covers twice as many, so
 * the curve always shows the run from its start.
 */
final class Curve {
    static final int CAPACITY = 40;
    private static final int FIRST_SPAN = 50;

    private final int[] hits = new int[CAPACITY];
    private int span = FIRST_SPAN;
    private int points;
    private int inLast;
    private int hitsInLast;

    void add(boolean hit) {
        inLast++;
        hitsInLast += hit ? 1 : 0;
        if (inLast == span) {
            close();
        }
    }

    /** Share of each full point, oldest first. */
    double[] shares() {
        double[] shares = new double[points];
        for (int i = 0; i < points; i++) {
            shares[i] = (double) hits[i] / span;
        }
        return shares;
    }

    private void close() {
        hits[points++] = hitsInLast;
        inLast = 0;
        hitsInLast = 0;
        if (points == CAPACITY) {
            halve();
        }
    }

    private void halve() {
        for (int i = 0; i < CAPACITY / 2; i++) {
            hits[i] = hits[2 * i] + hits[2 * i + 1];
        }
        points = CAPACITY / 2;
        span *= 2;
    }
}
