package io.freshet.jobs.validate;

import io.freshet.jobs.input.Ids;
import java.util.Locale;
import java.util.Set;

/** What is odd about the way an id is written. */
final class IdSpelling {
    private static final Set<String> PLACEHOLDERS = Set.of(
            "null",
            "nil",
            "none",
            "nan",
            "na",
            "n/a",
            "undefined",
            "unknown",
            "anonymous",
            "missing",
            "-",
            "-1",
            "?",
            "\\n");
    private static final String FRACTION = ".0";

    private IdSpelling() {}

    static boolean isPadded(String id) {
        return !id.isEmpty() && (isSpace(id.charAt(0)) || isSpace(id.charAt(id.length() - 1)));
    }

    /** Also those that {@link String#strip} leaves, as the no-break space. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    static boolean isPlaceholder(String id) {
        return PLACEHOLDERS.contains(unpadded(id).toLowerCase(Locale.ROOT));
    }

    static boolean isFraction(String id) {
        return id.endsWith(FRACTION) && Ids.isNumber(id.substring(0, id.length() - FRACTION.length()));
    }

    static boolean hasLeadingZero(String id) {
        return id.length() > 1 && id.charAt(0) == '0' && Ids.isNumber(id);
    }

    /** The same for ids that differ only by surrounding space, leading zeros and {@code .0}. */
    static String withoutForm(String id) {
        String bare = unpadded(id);
        String whole = isFraction(bare) ? bare.substring(0, bare.length() - FRACTION.length()) : bare;
        return Ids.isNumber(whole) ? Ids.withoutLeadingZeros(whole) : whole;
    }

    /** The same for ids that also differ by case. */
    static String withoutCase(String id) {
        return withoutForm(id).toLowerCase(Locale.ROOT);
    }

    private static String unpadded(String id) {
        int from = 0;
        int to = id.length();
        while (from < to && isSpace(id.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(id.charAt(to - 1))) {
            to--;
        }
        return id.substring(from, to);
    }
}
