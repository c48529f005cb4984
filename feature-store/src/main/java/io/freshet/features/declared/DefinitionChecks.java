package io.freshet.features.declared;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a definition must fulfil; each refusal begins with the key. */
final class DefinitionChecks {
    /** More would cost more than 24 KB for each user or item. */
    private static final int MOST_WINDOW_EVENTS = 1_000;

    private static final long MOST_HALF_LIFE_EVENTS = 1_000_000_000_000L;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(36_525);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    private DefinitionChecks() {}

    static void name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw refused("name is '" + name
                    + "': take at most 64 letters, digits and _, not a digit first, since it names a column");
        }
    }

    static void length(String key, @Nullable Duration value) {
        if (value != null && (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0)) {
            throw refused(key + " is " + value.toMillis() + " ms: it must be 1s to " + LONGEST.toDays() + "d");
        }
    }

    static void windowEvents(@Nullable Integer value) {
        if (value != null && (value < 1 || value > MOST_WINDOW_EVENTS)) {
            throw refused("window-events is " + value + ": it must be 1 to " + MOST_WINDOW_EVENTS
                    + ", since so many are kept for each; take window for more");
        }
    }

    static void halfLifeEvents(@Nullable Long value) {
        if (value != null && (value < 1 || value > MOST_HALF_LIFE_EVENTS)) {
            throw refused("half-life-events is " + value + ": it must be 1 to " + MOST_HALF_LIFE_EVENTS);
        }
    }

    static void defaultValue(@Nullable Double value) {
        if (value != null && !Double.isFinite(value)) {
            throw refused("default is " + value + ": give a finite number, or leave it out");
        }
    }

    static void types(Aggregation aggregation, Set<String> events, Set<String> of) {
        if (aggregation != Aggregation.RATIO) {
            require(of.isEmpty(), "of goes with ratio only: leave it out, or take the aggregation ratio");
            return;
        }
        require(!events.isEmpty(), "events is missing: a ratio needs the types above the line");
        require(!of.isEmpty(), "of is missing: a ratio needs the types below the line");
    }

    static void halfLives(Aggregation aggregation, @Nullable Duration halfLife, @Nullable Long halfLifeEvents) {
        if (aggregation == Aggregation.DECAYED_COUNT) {
            require(
                    halfLife != null || halfLifeEvents != null,
                    "half-life is missing: a decayed_count needs it, or half-life-events");
            require(
                    halfLife == null || halfLifeEvents == null,
                    "half-life-events cannot go with half-life: declare two features");
            return;
        }
        require(halfLife == null, "half-life goes with decayed_count only: leave it out, or take that aggregation");
        require(
                halfLifeEvents == null,
                "half-life-events goes with decayed_count only: leave it out, or take that aggregation");
    }

    static void windows(
            Aggregation aggregation,
            Set<String> events,
            Set<String> of,
            @Nullable Duration window,
            @Nullable Integer windowEvents) {
        require(
                window == null || aggregation != Aggregation.DECAYED_COUNT,
                "window cannot go with decayed_count: its half-life says what counts");
        if (windowEvents == null) {
            return;
        }
        switch (aggregation) {
            case SUM, MEAN -> {}
            case RATIO ->
                require(
                        of.containsAll(events),
                        "window-events of a ratio needs its events among its of: add them there, or take window");
            case COUNT, LAST, DISTINCT, DECAYED_COUNT ->
                throw refused("window-events goes with sum, mean and ratio only, not with "
                        + aggregation.name().toLowerCase(Locale.ROOT) + ": take window, or leave it out");
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw refused(message);
        }
    }

    private static IllegalArgumentException refused(String message) {
        return new IllegalArgumentException(message);
    }
}
