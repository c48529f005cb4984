package io.freshet.features;

/**
 * The rows of the greatest values, in order, where values only grow; of equal ones the row that had it first. Exact:
 * a row that is not listed has never had more than the last that is, but where rows were removed or had to shrink: then the
 * list may lack one until it grows again. One thread. Cost of a change: its length at most.
 */
public final class TopRows {
    private final int[] rows;
    private final double[] values;
    private int size;

    public TopRows(int length) {
        this.rows = new int[length];
        this.values = new double[length];
    }

    /** Tells that the value of {@code row} has grown to {@code value}. */
    public void grown(int row, double value) {
        int place = placeOf(row);
        if (place == rows.length) {
            if (value <= values[place - 1]) {
                return;
            }
            place--;
        }
        while (place > 0 && values[place - 1] < value) {
            rows[place] = rows[place - 1];
            values[place] = values[place - 1];
            place--;
        }
        while (place + 1 < size && values[place + 1] > value) {
            rows[place] = rows[place + 1];
            values[place] = values[place + 1];
            place++;
        }
        rows[place] = row;
        values[place] = value;
    }

    /** Takes the row out, if it is listed. */
    void remove(int row) {
        for (int place = 0; place < size; place++) {
            if (rows[place] == row) {
                size--;
                System.arraycopy(rows, place + 1, rows, place, size - place);
                System.arraycopy(values, place + 1, values, place, size - place);
                return;
            }
        }
    }

    public int size() {
        return size;
    }

    /** The row at a place, 0 for the greatest value. */
    public int row(int place) {
        return rows[place];
    }

    /** Where the row is, or the place behind the last one, which it gets if there is room. */
    private int placeOf(int row) {
        for (int place = 0; place < size; place++) {
            if (rows[place] == row) {
                return place;
            }
        }
        return size < rows.length ? size++ : size;
    }
}
