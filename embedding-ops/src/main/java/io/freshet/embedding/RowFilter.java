package io.freshet.embedding;

/** Says whether a row may enter a top-k; asked only for rows whose score would let them in. */
@FunctionalInterface
public interface RowFilter {
    RowFilter ALL = row -> true;

    boolean accepts(int row);

    /**
     * Makes the scores of all rows that it rejects −∞, if it knows those rows without asking for each; so that what is then looked
     * for in the scores need not pass by them.
     *
     * @param scores of the rows from 0 on
     * @param rows how many scores there are
     * @return whether it did; if not, some may be struck out nevertheless
     */
    default boolean strikeOut(float[] scores, int rows) {
        return false;
    }

    /** About how many rows it rejects; a wrong guess costs time and changes no result. */
    default int rejected() {
        return 0;
    }
}
