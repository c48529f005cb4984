package io.freshet.embedding;

/** Says whether a row may enter a top-k; asked only for rows whose score would let them in. */
@FunctionalInterface
public interface RowFilter {
    RowFilter ALL = row -> true;

    boolean accepts(int row);
}
