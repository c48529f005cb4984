package io.freshet.embedding;

/** Copies of what rows hold. */
final class Rows {
    private Rows() {}

    static float[] copy(RowTable table, int row) {
        float[] values = new float[table.dimension()];
        System.arraycopy(table.chunk(row), table.offset(row), values, 0, values.length);
        return values;
    }
}
