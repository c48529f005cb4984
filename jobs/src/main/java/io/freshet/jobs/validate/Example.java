package io.freshet.jobs.validate;

import io.freshet.jobs.input.ScannedRow;

/**
 * One row that shows what a finding means.
 *
 * @param line 1-based line of the file
 */
public record Example(long line, String text) {

    static Example of(ScannedRow row, String note) {
        String text = "user '" + row.user() + "', item '" + row.item() + "', " + Words.time(row.timestampMs())
                + ", value " + Words.value(row.value());
        return new Example(row.line(), note.isEmpty() ? text : text + ": " + note);
    }
}
