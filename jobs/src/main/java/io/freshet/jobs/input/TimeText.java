package io.freshet.jobs.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Times as people write them on a command line. */
public final class TimeText {
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,18}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private TimeText() {}

    /**
     * Milliseconds since 1970 UTC of a date (its first moment in UTC), an instant with its offset, or milliseconds.
     *
     * @param name what the time is for, as the person wrote it
     * @throws InputException if the text is none of these or before 1970
     */
    public static long toMillis(String name, String text) {
        String stripped = text.strip();
        long time = MILLISECONDS.matcher(stripped).matches() ? Long.parseLong(stripped) : ofCalendar(name, stripped);
        if (time < 0) {
            throw new InputException(name + " " + Fields.shown(text) + " is before 1970: give a later time");
        }
        return time;
    }

    private static long ofCalendar(String name, String text) {
        try {
            Instant instant = DATE.matcher(text).matches()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return instant.toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new InputException(
                    name + " " + Fields.shown(text) + " is no time: give a date such as 2019-11-24 (UTC), an instant"
                            + " such as 2019-11-24T15:00:00Z, or milliseconds since 1970",
                    e);
        }
    }
}
