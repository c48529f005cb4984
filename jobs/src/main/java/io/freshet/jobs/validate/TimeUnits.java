package io.freshet.jobs.validate;

import java.util.List;
import java.util.Map;

/** Whether the times are milliseconds of our age, and not seconds, microseconds, zeros, or all the same; constant memory. */
final class TimeUnits implements Check<Event> {
    private static final long YEAR_1990_MS = 631_152_000_000L;
    private static final long YEAR_2100_MS = 4_102_444_800_000L;
    private static final double NEARLY_ALL = 0.99;

    private final Examples outside = new Examples();
    private final Resolution resolution = new Resolution();
    private long events;
    private long zeros;
    private long asSeconds;
    private long asMicroseconds;
    private long asNanoseconds;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    @Override
    public void take(Event event) {
        long ms = event.timestampMs();
        events++;
        firstMs = Math.min(firstMs, ms);
        lastMs = Math.max(lastMs, ms);
        resolution.take(ms);
        if (!ofOurAge(ms)) {
            outside.add(event.row());
            zeros += ms == 0 ? 1 : 0;
            asSeconds += ms < YEAR_1990_MS && ofOurAge(ms * 1000) ? 1 : 0;
            asMicroseconds += ofOurAge(ms / 1000) ? 1 : 0;
            asNanoseconds += ofOurAge(ms / 1_000_000) ? 1 : 0;
        }
    }

    private static boolean ofOurAge(long ms) {
        return ms >= YEAR_1990_MS && ms < YEAR_2100_MS;
    }

    @Override
    public List<Finding> findings() {
        Map<String, Number> figures = Map.of(
                "first_ms", firstMs,
                "last_ms", lastMs,
                "resolution_ms", resolution.stepMs(),
                "outside", outside.count(),
                "zeros", zeros,
                "like_seconds", asSeconds,
                "like_microseconds", asMicroseconds,
                "like_nanoseconds", asNanoseconds);
        if (outside.any()) {
            return List.of(outsideOfOurAge(figures));
        }
        String message = lastMs == firstMs && events > 1
                ? "All events have one time, " + Words.time(firstMs) + "."
                : "Times run from " + Words.day(firstMs) + " to " + Words.day(lastMs) + " in steps of "
                        + Words.duration(resolution.stepMs()) + ".";
        return List.of(Finding.of(
                "time units",
                Status.of(lastMs == firstMs && events > 1, false),
                message,
                figures,
                List.of(),
                "give the times at which the events happened: without them nothing is before or after"));
    }

    /** Whether the times seem to be no milliseconds, so that no length of time can be trusted. */
    boolean isAnotherUnit() {
        return nearlyAll(asSeconds) || nearlyAll(asMicroseconds) || nearlyAll(asNanoseconds);
    }

    private Finding outsideOfOurAge(Map<String, Number> figures) {
        boolean some = outside.count() < events;
        return new Finding(
                "time units",
                Status.of(isAnotherUnit() || some || firstMs == lastMs, true),
                Words.count(outside.count()) + " of " + Words.count(events, "time", "times")
                        + " taken as milliseconds lie before 1990 or after 2100" + likeness() + ".",
                figures,
                outside.kept(),
                remedy());
    }

    /** Times that count from the start of a recording pass through the range of every unit, so a few say nothing. */
    private boolean nearlyAll(long count) {
        return count > 0 && count >= NEARLY_ALL * (outside.count() - zeros);
    }

    private String likeness() {
        StringBuilder likeness = new StringBuilder();
        append(likeness, zeros, zeros == 1 ? "is zero" : "are zero");
        append(likeness, nearlyAll(asSeconds) ? asSeconds : 0, "look like seconds");
        append(likeness, nearlyAll(asMicroseconds) ? asMicroseconds : 0, "look like microseconds");
        append(likeness, nearlyAll(asNanoseconds) ? asNanoseconds : 0, "look like nanoseconds");
        return likeness.toString();
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(text.isEmpty() ? ": " : ", ")
                    .append(Words.count(count))
                    .append(' ')
                    .append(what);
        }
    }

    private String remedy() {
        if (nearlyAll(asSeconds)) {
            return "multiply the times by 1000";
        }
        if (nearlyAll(asMicroseconds)) {
            return "divide the times by 1000";
        }
        if (nearlyAll(asNanoseconds)) {
            return "divide the times by 1000000";
        }
        return outside.count() < events
                ? "correct or remove these rows"
                : "make sure that the unit is milliseconds; times since another start than 1970 do no harm";
    }
}
