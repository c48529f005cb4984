package io.freshet.jobs.validate;

import io.freshet.jobs.input.ScannedRow;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Events far before or after all others, as a broken clock makes them: further from the middle 98 % of the events than
 * these span, and than a year. At most {@value #LAST_DAY} counters.
 */
final class TimeOutliers implements Check<Event> {
    private static final long DAY_MS = 86_400_000;
    private static final int LAST_DAY = 50_000;
    private static final int YEAR_DAYS = 365;
    private static final double OUTER = 0.01;

    private final Long2IntOpenHashMap eventsOfDay = new Long2IntOpenHashMap();
    private final Largest latest = new Largest();
    private final Largest earliest = new Largest();
    private long events;

    @Override
    public void take(Event event) {
        events++;
        eventsOfDay.addTo(day(event.timestampMs()), 1);
        latest.offer(event.timestampMs(), event.row());
        earliest.offer(-event.timestampMs(), event.row());
    }

    private static long day(long timestampMs) {
        return Math.min(timestampMs / DAY_MS, LAST_DAY);
    }

    @Override
    public List<Finding> findings() {
        long[] days = eventsOfDay.keySet().toLongArray();
        Arrays.sort(days);
        long low = dayOfRank(days, (long) (OUTER * (events - 1)));
        long high = dayOfRank(days, (long) ((1 - OUTER) * (events - 1)));
        long far = Math.max(YEAR_DAYS, high - low);
        long before = eventsWithin(days, 0, low - far - 1);
        long after = eventsWithin(days, high + far + 1, LAST_DAY);
        String middle = Words.day(low * DAY_MS) + " to " + Words.day(high * DAY_MS);
        return List.of(Finding.of(
                "time outliers",
                Status.of(false, before + after > 0),
                before + after == 0
                        ? "No event is far from the others, of which 98 % are from " + middle + "."
                        : Words.count(before, "event is", "events are") + " far before and " + Words.count(after)
                                + " far after the others, of which 98 % are from " + middle + ".",
                Map.of("far_before", before, "far_after", after),
                examples(low - far, high + far),
                "correct or remove these rows: what decays with time is lost after one of them"));
    }

    private long dayOfRank(long[] days, long rank) {
        long left = rank;
        for (long day : days) {
            left -= eventsOfDay.get(day);
            if (left < 0) {
                return day;
            }
        }
        return days[days.length - 1];
    }

    private long eventsWithin(long[] days, long from, long to) {
        return Arrays.stream(days)
                .filter(day -> day >= from && day <= to)
                .map(eventsOfDay::get)
                .sum();
    }

    private List<Example> examples(long low, long high) {
        List<Example> examples = new ArrayList<>();
        for (Largest ends : List.of(latest, earliest)) {
            for (Largest.Scored end : ends.rows()) {
                ScannedRow row = end.row();
                long day = day(row.timestampMs());
                if ((day < low || day > high) && examples.size() < Examples.MOST) {
                    examples.add(Example.of(row, ""));
                }
            }
        }
        return examples;
    }
}
