package io.freshet.jobs.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as people read them, in UTC. */
final class Times {
    private static final Duration YEARS = Duration.ofDays(400);
    private static final Duration DAYS = Duration.ofDays(4);

    private Times() {}

    /** 25 Apr 2000. */
    static String day(long ms) {
        return format("d MMM yyyy", ms);
    }

    /** 25 Apr 2000, 23:05. */
    static String minute(long ms) {
        return format("d MMM yyyy, HH:mm", ms);
    }

    /** As exact as it must be for a few ticks of an axis of that span to differ. */
    static String tick(long ms, Duration span) {
        if (span.compareTo(YEARS) >= 0) {
            return format("MMM yyyy", ms);
        }
        return format(span.compareTo(DAYS) >= 0 ? "d MMM yyyy" : "d MMM HH:mm", ms);
    }

    private static String format(String pattern, long ms) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochMilli(ms));
    }
}
