package io.freshet.jobs.input;

import java.util.SplittableRandom;

/** The generator's only source of randomness: the same draws from the same seed on every machine. For one thread. */
final class Chance {
    private static final long HOUR_MS = 3_600_000;
    private static final int HOURS = 24;

    /** How awake the shop's country is, by hour of the day, in tenths. */
    private static final String AWAKE = "211112358999998899999742";

    private static final int AWAKE_TENTHS_A_DAY =
            AWAKE.chars().map(c -> c - '0').sum();

    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean of(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Evenly from 0 up to but not including {@code bound}. */
    double upTo(double bound) {
        return random.nextDouble() * bound;
    }

    /** Exponentially distributed. */
    double around(double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble());
    }

    /** 0 with probability 1/2, 1 with 1/4 and so on; the last one takes what is left. */
    int halving(int bound) {
        return Math.min(Integer.numberOfTrailingZeros(random.nextInt()), bound - 1);
    }

    /** How many act at that time of day, 1 on average. */
    static double awakeness(long timeMs) {
        return (double) awakeTenths(timeMs) * HOURS / AWAKE_TENTHS_A_DAY;
    }

    /** The given time, or a later one if it falls into hours when people sleep. */
    long awake(long timeMs) {
        long time = timeMs;
        while (below(10) >= awakeTenths(time)) {
            time += 1 + (long) around(HOUR_MS);
        }
        return time;
    }

    private static int awakeTenths(long timeMs) {
        return AWAKE.charAt((int) (timeMs / HOUR_MS % HOURS)) - '0';
    }
}
