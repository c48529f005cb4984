package io.freshet.jobs.demo;

import java.util.List;

/** Text in terminal columns: wide characters take two, combining marks none, control characters are not let through. */
final class Columns {
    private static final List<Range> WIDE = List.of(
            new Range(0x1100, 0x115F),
            new Range(0x2E80, 0xA4CF),
            new Range(0xAC00, 0xD7A3),
            new Range(0xF900, 0xFAFF),
            new Range(0xFE30, 0xFE6F),
            new Range(0xFF00, 0xFF60),
            new Range(0xFFE0, 0xFFE6),
            new Range(0x1F300, 0x1FAFF),
            new Range(0x20000, 0x3FFFD));

    private record Range(int from, int to) {
        boolean contains(int codePoint) {
            return codePoint >= from && codePoint <= to;
        }
    }

    private Columns() {}

    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** {@code text} in at most {@code width} columns; what does not fit becomes an ellipsis. */
    static String truncate(String text, int width) {
        String clean = clean(text);
        if (of(clean) <= width) {
            return clean;
        }
        StringBuilder fitting = new StringBuilder();
        int used = 0;
        for (int codePoint : clean.codePoints().toArray()) {
            used += of(codePoint);
            if (used > width - 1) {
                break;
            }
            fitting.appendCodePoint(codePoint);
        }
        return width <= 0 ? "" : fitting.append('…').toString();
    }

    /** Exactly {@code width} columns, filled up on the right. */
    static String left(String text, int width) {
        String fitting = truncate(text, width);
        return fitting + " ".repeat(Math.max(0, width - of(fitting)));
    }

    /** Exactly {@code width} columns, filled up on the left. */
    static String right(String text, int width) {
        String fitting = truncate(text, width);
        return " ".repeat(Math.max(0, width - of(fitting))) + fitting;
    }

    private static String clean(String text) {
        return text.codePoints()
                .map(codePoint -> Character.isISOControl(codePoint) ? '?' : codePoint)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int of(int codePoint) {
        if (Character.getType(codePoint) == Character.NON_SPACING_MARK) {
            return 0;
        }
        return WIDE.stream().anyMatch(range -> range.contains(codePoint)) ? 2 : 1;
    }
}
