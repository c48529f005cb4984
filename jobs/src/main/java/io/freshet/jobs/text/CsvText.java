package io.freshet.jobs.text;

/** Writes fields as RFC 4180 has them. */
public final class CsvText {
    private CsvText() {}

    /** The text as one field, in quotes only where it needs them. */
    public static String field(String text) {
        return needsQuotes(text) ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }
}
