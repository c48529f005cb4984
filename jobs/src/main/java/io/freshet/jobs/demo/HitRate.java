package io.freshet.jobs.demo;

import java.util.BitSet;

/**
 * HR@{@value #CUTOFF} over all events, over the last {@value #WINDOW}, and as a curve; not thread safe.
 *
 * <p>The share of events whose item stood among the first {@value #CUTOFF} before it was learned from.
 */
final class HitRate {
    static final int CUTOFF = 10;
    static final int WINDOW = 1000;

    private final BitSet window = new BitSet(WINDOW);
    private final Curve curve = new Curve();
    private long events;
    private long hits;
    private int hitsInWindow;

    /** The rate now, over all, and its history. */
    record Reading(double recent, double overall, double[] history) {}

    /** Adds an event; a rank of 0 is no rank. */
    void add(int rank) {
        boolean hit = rank >= 1 && rank <= CUTOFF;
        int slot = (int) (events % WINDOW);
        hitsInWindow += (hit ? 1 : 0) - (window.get(slot) ? 1 : 0);
        window.set(slot, hit);
        hits += hit ? 1 : 0;
        events++;
        curve.add(hit);
    }

    /** 0 without events. */
    double overall() {
        return events == 0 ? 0 : (double) hits / events;
    }

    double recent() {
        return events == 0 ? 0 : (double) hitsInWindow / Math.min(events, WINDOW);
    }

    Reading reading() {
        return new Reading(recent(), overall(), curve.shares());
    }
}
