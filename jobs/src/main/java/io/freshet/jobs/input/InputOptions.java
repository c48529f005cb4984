package io.freshet.jobs.input;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of a recorded stream exist.
 *
 * @param minValue rows whose value is less are dropped and exist for nobody; {@code null} keeps every row
 * @param limit how many kept rows are read at most
 */
public record InputOptions(@Nullable Double minValue, long limit) {
    public InputOptions {
        if (minValue != null && !Double.isFinite(minValue)) {
            throw new InputException("minimum value " + minValue + " is not a finite number: give one, or none at all");
        }
        if (limit < 1) {
            throw new InputException("limit " + limit + " is less than 1: give a positive number of events, or none");
        }
    }

    public static InputOptions everything() {
        return new InputOptions(null, Long.MAX_VALUE);
    }

    boolean keeps(double value) {
        return minValue == null || value >= minValue;
    }
}
