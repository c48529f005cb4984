package io.freshet.embedding;

/**
 * Finds the best rows of a table for one query. Made by {@link EmbeddingTable#scan(ScanFormat)}; reusable; on the
 * table's thread.
 */
public interface TableScan {
    /**
     * Offers the rows that the filter accepts, with their query·vector + bias, to {@code best}.
     *
     * @param query float[dimension]
     * @param best reset for as many as are wanted, and to be finished by the caller
     */
    void find(float[] query, TopK best, RowFilter filter);
}
