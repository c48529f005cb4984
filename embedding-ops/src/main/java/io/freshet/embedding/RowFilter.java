package io.freshet.embedding;

/** Says whether a row may enter a top-k; asked only for rows whose score would let them in. */
@FunctionalInterface
public interface RowFilter {
    RowFilter ALL = row -> true;

    boolean accepts(int row);

    /** About how many rows it rejects; a wrong guess costs time and changes no result. */
    default int rejected() {
        return 0;
    }
}
