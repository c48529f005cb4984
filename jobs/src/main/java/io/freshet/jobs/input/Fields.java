package io.freshet.jobs.input;

import io.freshet.schemas.Interaction;
import org.jspecify.annotations.Nullable;

/** Text to numbers and ids, with what is wrong in words. */
final class Fields {
    private static final int LONGEST_SURE_FIT = 18;
    private static final int SHOWN_CHARS = 40;
    private static final char NOT_UTF_8 = '\uFFFD';
    private static final long LATEST = 999_999_999_999_999_999L;
    private static final long LAST_SECOND = Long.MAX_VALUE / 1000;

    private Fields() {}

    /** What {@link Interaction} takes as an id, so that a bad one is one damaged row and not the end of the stream. */
    static String id(String column, String text) throws DamagedRowException {
        if (text.isBlank()) {
            throw new DamagedRowException(column + " is empty");
        }
        if (text.length() > Interaction.MAX_ID_LENGTH) {
            throw new DamagedRowException(column + " is longer than " + Interaction.MAX_ID_LENGTH + ": " + shown(text));
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == NOT_UTF_8 || Character.isISOControl(c)) {
                throw new DamagedRowException(column + " has bytes that are no UTF-8 text: " + shown(text));
            }
        }
        return text;
    }

    /** A kind of event, null where the row has none. */
    static @Nullable String type(@Nullable String text) throws DamagedRowException {
        return text == null || text.isBlank() ? null : id("type", text);
    }

    /** The id of a list that an event came from, null where the row has none. */
    static @Nullable String list(@Nullable String text) throws DamagedRowException {
        return text == null || text.isBlank() ? null : id(CsvRows.LIST, text);
    }

    static long seconds(String text) throws DamagedRowException {
        long seconds = time("timestamp", text);
        if (seconds > LAST_SECOND) {
            throw new DamagedRowException("timestamp is out of range: " + shown(text));
        }
        return seconds * 1000;
    }

    /** Digits only: a negative, fractional or missing time is damage. */
    static long time(String column, String text) throws DamagedRowException {
        int length = text.length();
        if (length == 0 || length > LONGEST_SURE_FIT) {
            throw noTime(column, text);
        }
        long time = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw noTime(column, text);
            }
            time = time * 10 + digit;
        }
        return time;
    }

    /** As {@link #time(String, String)}, of a number. */
    static long time(String column, long time) throws DamagedRowException {
        if (time < 0 || time > LATEST) {
            throw noTime(column, Long.toString(time));
        }
        return time;
    }

    private static DamagedRowException noTime(String column, String text) {
        return new DamagedRowException(column + " is no time: " + shown(text));
    }

    static double number(String column, String text) throws DamagedRowException {
        if (text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '9') {
            return text.charAt(0) - '0';
        }
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, together with NaN and infinity
        }
        throw new DamagedRowException(column + " is no number: " + shown(text));
    }

    /** As {@link #number(String, String)}, of a number. */
    static double number(String column, double number) throws DamagedRowException {
        if (!Double.isFinite(number)) {
            throw new DamagedRowException(column + " is no number: '" + number + "'");
        }
        return number;
    }

    static String shown(String text) {
        String start = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "…" : text;
        return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
