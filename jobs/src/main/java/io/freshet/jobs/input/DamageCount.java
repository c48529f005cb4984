package io.freshet.jobs.input;

/**
 * Counts rows, and tells when so many are damaged that the rest is not to be trusted: more than 1 %, judged at row 100, at
 * every row behind it, and at the end of a shorter source, where a single damaged row is always borne. For one thread.
 */
final class DamageCount {
    static final int MOST_PERCENT = 1;

    private static final int JUDGED_FROM_ROWS = 100;
    private static final int ALWAYS_BORNE = 1;

    private long rows;
    private long damaged;

    void sound() {
        rows++;
    }

    void damaged() {
        rows++;
        damaged++;
    }

    /** Damaged ones included. */
    long rows() {
        return rows;
    }

    long damagedRows() {
        return damaged;
    }

    boolean isTooMuch() {
        return rows >= JUDGED_FROM_ROWS && isAboveShare();
    }

    /** Whether that is so if no row is to come. */
    boolean isTooMuchAtEnd() {
        return damaged > ALWAYS_BORNE && isAboveShare();
    }

    private boolean isAboveShare() {
        return damaged * 100 > rows * MOST_PERCENT;
    }
}
