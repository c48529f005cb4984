package io.freshet.jobs.compare;

/** Sums over each user's events, in columns; {@code users × columns} doubles. Not thread safe while it is added to. */
final class UserSums {
    /** Far above the error of a sum of a million values up to 1, and far below the least difference of two such sums. */
    private static final double ROUNDING = 1e-9;

    private final int users;
    private final int columns;
    private final double[] sums;

    UserSums(int users, int columns) {
        if ((long) users * columns > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(users + " users times " + columns
                    + " sums are more than fit in an array: compare fewer runs at a time");
        }
        this.users = users;
        this.columns = columns;
        this.sums = new double[users * columns];
    }

    int users() {
        return users;
    }

    int columns() {
        return columns;
    }

    void add(int user, int column, double value) {
        sums[user * columns + column] += value;
    }

    /** Has sums that are 0 but for rounding be 0; to be called when all is added, where values may cancel. */
    void settle() {
        for (int at = 0; at < sums.length; at++) {
            if (Math.abs(sums[at]) < ROUNDING) {
                sums[at] = 0;
            }
        }
    }

    /** Users whose sum is not 0. */
    int usersWith(int column) {
        int found = 0;
        for (int at = column; at < sums.length; at += columns) {
            found += sums[at] != 0 ? 1 : 0;
        }
        return found;
    }

    /** Adds a user's sums, {@code times} over, to {@code totals}. */
    void addTo(double[] totals, int user, int times) {
        int at = user * columns;
        for (int column = 0; column < columns; column++) {
            totals[column] += times * sums[at + column];
        }
    }
}
