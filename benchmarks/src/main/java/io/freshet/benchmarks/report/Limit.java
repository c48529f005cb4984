package io.freshet.benchmarks.report;

/** What a figure must reach; {@link #NONE} where it is only told. */
public record Limit(Side side, double value) {
    public static final Limit NONE = new Limit(Side.NONE, Double.NaN);

    enum Side {
        AT_LEAST,
        AT_MOST,
        NONE
    }

    public static Limit atLeast(double value) {
        return new Limit(Side.AT_LEAST, value);
    }

    public static Limit atMost(double value) {
        return new Limit(Side.AT_MOST, value);
    }

    boolean isReachedBy(double figure) {
        return switch (side) {
            case AT_LEAST -> figure >= value;
            case AT_MOST -> figure <= value;
            case NONE -> true;
        };
    }

    String sign() {
        return switch (side) {
            case AT_LEAST -> "≥";
            case AT_MOST -> "≤";
            case NONE -> "";
        };
    }
}
