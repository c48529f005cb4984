package io.freshet.jobs.features;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: 90s, 15m, 12h, 7d or 4w. */
final class Lengths {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})([smhdw])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));

    private Lengths() {}

    /** @throws IllegalArgumentException if it is none: what to write */
    static Duration parse(String text) {
        Matcher parts = TEXT.matcher(text);
        Duration unit = parts.matches() ? UNITS.get(parts.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("a number and a unit, such as 90s, 15m, 12h, 7d or 4w");
        }
        return unit.multipliedBy(Long.parseLong(parts.group(1)));
    }
}
