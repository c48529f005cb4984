package io.freshet.embedding;

/**
 * One of several queries that are answered together.
 *
 * @param vector {@code float[dimension]}, only read
 * @param filter of the rows that may be found
 * @param best reset for as many as are wanted; holds the answer afterwards, yet to be finished
 */
record ScanQuery(float[] vector, RowFilter filter, TopK best) {}
