package io.freshet.jobs.validate;

import java.time.Instant;
import java.util.Locale;

/** Numbers as people read them. */
final class Words {
    private static final double SMALLEST_SHOWN_PERCENT = 0.01;
    private static final long SECOND_MS = 1000;
    private static final long MINUTE_MS = 60 * SECOND_MS;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;

    private Words() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 row}, {@code 2 rows}. */
    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    static String percent(double share) {
        double percent = 100 * share;
        if (percent > 0 && percent < SMALLEST_SHOWN_PERCENT) {
            return "less than " + SMALLEST_SHOWN_PERCENT + " %";
        }
        if (percent == 0) {
            return "0 %";
        }
        return String.format(Locale.ROOT, percent < 1 ? "%.2f %%" : "%.1f %%", percent);
    }

    static String time(long ms) {
        return Instant.ofEpochMilli(ms) + " (" + ms + ")";
    }

    static String day(long ms) {
        return Instant.ofEpochMilli(ms).toString().replaceAll("T.*", "");
    }

    static String duration(long ms) {
        if (ms < SECOND_MS) {
            return ms + " ms";
        }
        if (ms < 2 * MINUTE_MS) {
            return decimal((double) ms / SECOND_MS) + " s";
        }
        if (ms < 2 * HOUR_MS) {
            return decimal((double) ms / MINUTE_MS) + " min";
        }
        return ms < 2 * DAY_MS ? decimal((double) ms / HOUR_MS) + " h" : decimal((double) ms / DAY_MS) + " days";
    }

    static String value(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    private static String decimal(double number) {
        return number == Math.rint(number) ? count((long) number) : String.format(Locale.ROOT, "%,.1f", number);
    }
}
