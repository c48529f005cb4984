package io.freshet.jobs.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits lines into records of comma-separated fields as RFC 4180 says: quotes around a field protect commas, line ends
 * and doubled quotes in it. For one thread; a line without quotes costs one pass.
 */
final class CsvRecords {
    private static final char QUOTE = '"';

    /** Beyond this a quote was never meant to be opened, and the lines behind it are rows of their own. */
    private static final int MOST_LINES_IN_A_FIELD = 100;

    private final Lines lines;
    private final List<String> fields = new ArrayList<>();
    private String line = "";
    private int at;

    CsvRecords(Lines lines) {
        this.lines = lines;
    }

    /** The next record, or an empty list after the last one; the list is the caller's until the next call. */
    List<String> next() throws IOException, DamagedRowException {
        fields.clear();
        String next = lines.nextNonBlank();
        if (next == null) {
            return fields;
        }
        line = next;
        at = 0;
        while (at <= line.length()) {
            boolean quoted = at < line.length() && line.charAt(at) == QUOTE;
            fields.add(quoted ? quotedField() : plainField());
            at++;
        }
        return fields;
    }

    private String plainField() {
        int comma = line.indexOf(',', at);
        int end = comma < 0 ? line.length() : comma;
        String field = line.substring(at, end);
        at = end;
        return field;
    }

    private String quotedField() throws IOException, DamagedRowException {
        StringBuilder field = new StringBuilder();
        List<String> continued = new ArrayList<>();
        at++;
        while (true) {
            int quote = line.indexOf(QUOTE, at);
            if (quote < 0) {
                field.append(line, at, line.length()).append('\n');
                continueOnNextLine(continued);
            } else if (quote + 1 < line.length() && line.charAt(quote + 1) == QUOTE) {
                field.append(line, at, quote + 1);
                at = quote + 2;
            } else {
                field.append(line, at, quote);
                at = quote + 1;
                return closed(field);
            }
        }
    }

    private void continueOnNextLine(List<String> continued) throws IOException, DamagedRowException {
        String next = continued.size() < MOST_LINES_IN_A_FIELD ? lines.next() : null;
        if (next == null) {
            lines.putBack(continued);
            throw new DamagedRowException(
                    "a quote is opened and not closed within " + MOST_LINES_IN_A_FIELD + " lines");
        }
        continued.add(next);
        line = next;
        at = 0;
    }

    private String closed(StringBuilder field) throws DamagedRowException {
        if (at < line.length() && line.charAt(at) != ',') {
            throw new DamagedRowException("text behind a closing quote: " + Fields.shown(line.substring(at)));
        }
        return field.toString();
    }
}
