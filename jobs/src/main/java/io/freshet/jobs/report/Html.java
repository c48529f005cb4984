package io.freshet.jobs.report;

/** Text that was written by anyone, made safe for a page. */
final class Html {
    private static final int REPLACEMENT = 0xFFFD;

    private Html() {}

    /** For element content and for attribute values in either kind of quotes. */
    static String escaped(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> append(html, character));
        return html.toString();
    }

    /** JSON for a script element: no text in it can end the element or open a comment. */
    static String script(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static void append(StringBuilder html, int character) {
        switch (character) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> html.appendCodePoint(mayStand(character) ? character : REPLACEMENT);
        }
    }

    /** Control characters and halves of surrogate pairs are allowed in JSON, but not in a page. */
    private static boolean mayStand(int character) {
        if (character == '\t' || character == '\n') {
            return true;
        }
        boolean surrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return !surrogate && !Character.isISOControl(character) && (character & 0xFFFE) != 0xFFFE;
    }
}
