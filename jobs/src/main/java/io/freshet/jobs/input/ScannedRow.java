package io.freshet.jobs.input;

/**
 * One sound row of a recorded file.
 *
 * @param line 1-based line of the file on which the row ends, or number of the record where there are no lines
 */
public record ScannedRow(long line, String user, String item, long timestampMs, double value) {}
