package io.freshet.embedding;

/** Keeps what is not finite out of snapshots, and so out of tables. */
final class FiniteValues {
    private FiniteValues() {}

    static void check(String what, int number, float value) throws SnapshotException {
        if (!Float.isFinite(value)) {
            throw refused("the " + what + " " + number, value);
        }
    }

    /** Checks the accumulator of a row in the table of {@code what}. */
    static void checkAccumulator(String what, int row, float value) throws SnapshotException {
        if (!Float.isFinite(value)) {
            throw refused("the accumulator of the " + what + " vector of row " + row, value);
        }
    }

    /** Checks the vector of a row in the table of {@code what}. */
    static void checkVector(String what, int row, RowTable table) throws SnapshotException {
        float[] values = table.chunk(row);
        int offset = table.offset(row);
        for (int i = 0; i < table.dimension(); i++) {
            if (!Float.isFinite(values[offset + i])) {
                throw refused("value " + i + " of the " + what + " vector of row " + row, values[offset + i]);
            }
        }
    }

    private static SnapshotException refused(String what, float value) {
        return new SnapshotException(what + " is " + value
                + ", but only finite values are saved and restored; go back to an earlier snapshot");
    }
}
