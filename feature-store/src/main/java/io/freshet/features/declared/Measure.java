package io.freshet.features.declared;

/** What two sums over events amount to. */
enum Measure {
    /** Events and nothing. */
    COUNT,
    /** Events and their values in millionths. */
    SUM,
    /** Events and their values in millionths. */
    MEAN,
    /** Events below the line and those above it. */
    RATIO;

    /** NaN where no event counts. */
    double of(long first, long second) {
        if (first == 0) {
            return Double.NaN;
        }
        return switch (this) {
            case COUNT -> first;
            case SUM -> Millionths.toDouble(second);
            case MEAN -> Millionths.toDouble(second) / first;
            case RATIO -> (double) second / first;
        };
    }
}
