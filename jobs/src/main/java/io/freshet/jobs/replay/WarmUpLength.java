package io.freshet.jobs.replay;

import io.freshet.ranking.eval.RecordedStream;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a stream's start is learned and not tested.
 *
 * @param events so many events
 * @param time and those within so long of the first event
 */
public record WarmUpLength(long events, Duration time) {
    public static final WarmUpLength NONE = new WarmUpLength(0, Duration.ZERO);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})([smhd]?)");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    /**
     * Reads a number of events, or a duration as a number and a unit.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static WarmUpLength parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("warm-up '" + text
                    + "' is neither a number of events nor a duration: write 10000, 90s, 12h or 30d");
        }
        long number = Long.parseLong(parts.group(1));
        Duration unit = UNITS.get(parts.group(2));
        return unit == null ? new WarmUpLength(number, Duration.ZERO) : new WarmUpLength(0, unit.multipliedBy(number));
    }

    /** So many events of {@code stream} are warm-up. */
    public int of(RecordedStream stream) {
        long end = stream.size() == 0 ? 0 : stream.timeMs(0) + time.toMillis();
        int index = (int) Math.min(events, stream.size());
        while (index < stream.size() && stream.timeMs(index) < end) {
            index++;
        }
        return index;
    }
}
