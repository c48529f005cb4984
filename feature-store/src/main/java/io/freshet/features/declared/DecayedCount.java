package io.freshet.features.declared;

import org.jspecify.annotations.Nullable;

/**
 * Events, each of weight 2^(−age ÷ half-life), by forward decay (Cormode et al., Forward Decay, ICDE 2009) with a landmark
 * at every half-life: an event's weight against the landmark before it lies between 1 and 2, and such weights are summed
 * as whole numbers, so that sums are exact in any order. Events more than 32 half-lives old are dropped; each would have
 * counted less than 2⁻³². 8 bytes, and 24 for each of the last 33 half-lives with events.
 */
final class DecayedCount implements Aggregator {
    private static final int HALF_LIVES = 33;

    /** Weights are kept in so many binary digits behind the point. */
    private static final int DIGITS = 30;

    private final long halfLife;
    private final boolean inEvents;

    private DecayedCount(long halfLife, boolean inEvents) {
        this.halfLife = halfLife;
        this.inEvents = inEvents;
    }

    static DecayedCount inTime(long halfLifeMs) {
        return new DecayedCount(halfLifeMs, false);
    }

    /** By the clock, which counts the events of the whole stream. */
    static DecayedCount inEvents(long halfLife) {
        return new DecayedCount(halfLife, true);
    }

    @Override
    public long[] add(long @Nullable [] state, FeatureEvent event, long first, long second) {
        long at = inEvents ? event.clock() : event.timeMs();
        long weight = Math.round(Math.scalb(PowerOfTwo.of(sinceLandmark(at)), DIGITS));
        return Buckets.add(state, event.timeMs(), at / halfLife, weight, 0, HALF_LIVES);
    }

    @Override
    public long[] merge(long[] one, long[] other) {
        return Buckets.merge(one, other, HALF_LIVES);
    }

    @Override
    public double read(long[] state, long timeMs, long clock) {
        long newest = state[state.length - Buckets.STRIDE];
        long now = Math.max(inEvents ? clock : timeMs, newest * halfLife);
        long landmark = now / halfLife;
        int at = Buckets.firstAfter(state, landmark - HALF_LIVES);
        if (at == state.length) {
            return Double.NaN;
        }
        double sum = 0;
        for (; at < state.length; at += Buckets.STRIDE) {
            sum += Math.scalb((double) state[at + 1], (int) (state[at] - landmark) - DIGITS);
        }
        return sum / PowerOfTwo.of(sinceLandmark(now));
    }

    private double sinceLandmark(long at) {
        return (double) (at % halfLife) / halfLife;
    }

    @Override
    public long lifetimeMs() {
        return inEvents ? NO_END : HALF_LIVES * halfLife;
    }
}
