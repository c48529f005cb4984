package io.freshet.jobs.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Milliseconds from an event in its topic to the first list it caused.
 *
 * <p>Thread safe; the two times of an event may be told in either order. An event without a list is forgotten after
 * {@value #REMEMBERED} others.
 */
final class Latencies {
    private static final int REMEMBERED = 50_000;
    private static final long HIGHEST_MS = 3_600_000;

    private final Histogram histogram = new Histogram(HIGHEST_MS, 3);
    private final Map<String, Long> appended = bounded();
    private final Map<String, Long> listed = bounded();

    /** p50 and p99 in milliseconds. */
    record Percentiles(long p50, long p99) {}

    synchronized void appended(String eventId, long timeMs) {
        Long later = listed.remove(eventId);
        if (later == null) {
            appended.put(eventId, timeMs);
        } else {
            record(timeMs, later);
        }
    }

    synchronized void listed(String eventId, long timeMs) {
        Long earlier = appended.remove(eventId);
        if (earlier == null) {
            listed.putIfAbsent(eventId, timeMs);
        } else {
            record(earlier, timeMs);
        }
    }

    /** Null before the first list. */
    synchronized @Nullable Percentiles percentiles() {
        return histogram.getTotalCount() == 0
                ? null
                : new Percentiles(histogram.getValueAtPercentile(50), histogram.getValueAtPercentile(99));
    }

    private void record(long fromMs, long toMs) {
        histogram.recordValue(Math.min(HIGHEST_MS, Math.max(0, toMs - fromMs)));
    }

    private static Map<String, Long> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
