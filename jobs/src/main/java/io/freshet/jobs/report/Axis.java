package io.freshet.jobs.report;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis from 0 with ticks at round numbers.
 *
 * @param end of the axis; at least the largest value, and above 0
 * @param step between ticks
 */
record Axis(double end, double step) {

    /** Of whole numbers; ends at the largest value itself. */
    static Axis ofCounts(double largest, int ticks) {
        double end = Math.max(1, largest);
        return new Axis(end, Math.max(1, roundStep(end / ticks)));
    }

    /** Ends at the first tick that is not below the largest value. */
    static Axis covering(double largest, int ticks) {
        double least = largest > 0 ? largest : 1;
        double step = roundStep(least / ticks);
        return new Axis(Math.ceil(least / step - 1e-9) * step, step);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i * step <= end * (1 + 1e-9); i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Where a value stands on it, from 0 to 1. */
    double at(double value) {
        return value / end;
    }

    /** Digits behind the point that tell its ticks apart. */
    int decimals() {
        return Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
    }

    /** 1, 2 or 5 times a power of ten. */
    private static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double digit = least / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}
