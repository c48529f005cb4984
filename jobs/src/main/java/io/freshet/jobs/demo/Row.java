package io.freshet.jobs.demo;

/** One line under construction, cut at the terminal's width; styles take no columns. */
final class Row {
    private final int width;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder styled = new StringBuilder();
    private int used;

    enum Style {
        PLAIN(""),
        BOLD("\033[1m"),
        DIM("\033[2m"),
        GREEN("\033[32m"),
        YELLOW("\033[33m");

        private static final String RESET = "\033[0m";
        private final String code;

        Style(String code) {
            this.code = code;
        }

        private String of(String text) {
            return code.isEmpty() ? text : code + text + RESET;
        }
    }

    Row(int width) {
        this.width = width;
    }

    Row add(Style style, String more) {
        String fitting = Columns.truncate(more, room());
        used += Columns.of(fitting);
        text.append(fitting);
        styled.append(style.of(fitting));
        return this;
    }

    /** Columns left. */
    int room() {
        return width - used;
    }

    /** Without styles or trailing blanks. */
    String text() {
        return text.toString().stripTrailing();
    }

    /** With ANSI codes. */
    String styled() {
        return styled.toString();
    }
}
