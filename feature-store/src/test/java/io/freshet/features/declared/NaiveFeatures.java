package io.freshet.features.declared;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps every event and works every feature out from all of them: slow and obviously right. */
final class NaiveFeatures {
    private static final Comparator<FeatureEvent> BY_TIME =
            Comparator.comparingLong(FeatureEvent::timeMs).thenComparingLong(FeatureEvent::id);

    private final FeaturePlan plan;
    private final List<FeatureEvent> history = new ArrayList<>();

    NaiveFeatures(FeaturePlan plan) {
        this.plan = plan;
    }

    void add(FeatureEvent event) {
        history.add(event);
    }

    /** With windows as long as they are declared. */
    double read(FeatureDefinition definition, long user, long item, long timeMs, long clock) {
        return read(definition, user, item, timeMs, clock, definition.window());
    }

    /** With a window of another length; null for none. */
    double read(
            FeatureDefinition definition, long user, long item, long timeMs, long clock, @Nullable Duration window) {
        List<FeatureEvent> events = new ArrayList<>(history.stream()
                .filter(ofEntity(definition.entity(), user, item))
                .filter(event -> isCounted(definition, event))
                .sorted(BY_TIME)
                .toList());
        forget(events, definition.ttl(), timeMs);
        Integer windowEvents = definition.windowEvents();
        if (windowEvents != null && events.size() > windowEvents) {
            events = events.subList(events.size() - windowEvents, events.size());
        }
        if (window != null) {
            long windowMs = window.toMillis();
            events = events.stream()
                    .filter(event -> timeMs - event.timeMs() < windowMs)
                    .toList();
        }
        double value = events.isEmpty() ? Double.NaN : of(definition, events, timeMs, clock);
        return Double.isNaN(value) ? definition.valueOfNothing() : value;
    }

    private static Predicate<FeatureEvent> ofEntity(Entity entity, long user, long item) {
        return switch (entity) {
            case USER -> event -> event.user() == user;
            case ITEM -> event -> event.item() == item;
            case USER_ITEM -> event -> event.user() == user && event.item() == item;
        };
    }

    private boolean isCounted(FeatureDefinition definition, FeatureEvent event) {
        boolean wanted = is(event, definition, true) || is(event, definition, false);
        return wanted && !(definition.aggregation().ofValues() && Double.isNaN(event.value()));
    }

    private boolean is(FeatureEvent event, FeatureDefinition definition, boolean above) {
        if (above) {
            return definition.events().isEmpty()
                    || definition.events().stream().anyMatch(type -> plan.typeOf(type) == event.type());
        }
        return definition.of().stream().anyMatch(type -> plan.typeOf(type) == event.type());
    }

    /** What was there before a pause of the ttl is gone; so is everything when the pause lasts until now. */
    private static void forget(List<FeatureEvent> events, @Nullable Duration ttl, long timeMs) {
        if (ttl == null) {
            return;
        }
        long next = timeMs;
        for (int i = events.size() - 1; i >= 0; i--) {
            if (next - events.get(i).timeMs() >= ttl.toMillis()) {
                events.subList(0, i + 1).clear();
                return;
            }
            next = events.get(i).timeMs();
        }
    }

    private double of(FeatureDefinition definition, List<FeatureEvent> events, long timeMs, long clock) {
        return switch (definition.aggregation()) {
            case COUNT -> events.size();
            case SUM -> sum(events);
            case MEAN -> sum(events) / events.size();
            case LAST -> events.get(events.size() - 1).value();
            case DISTINCT ->
                Math.min(
                        DistinctKeys.MOST,
                        events.stream()
                                .map(event -> definition.entity() == Entity.USER ? event.item() : event.user())
                                .distinct()
                                .count());
            case DECAYED_COUNT ->
                events.stream()
                        .mapToDouble(event -> StrictMath.pow(2, -halfLives(definition, event, timeMs, clock)))
                        .sum();
            case RATIO -> ratio(definition, events);
        };
    }

    private static double sum(List<FeatureEvent> events) {
        return events.stream().mapToDouble(FeatureEvent::value).sum();
    }

    private static double halfLives(FeatureDefinition definition, FeatureEvent event, long timeMs, long clock) {
        Long events = definition.halfLifeEvents();
        Duration time = definition.halfLife();
        return events != null
                ? (double) (clock - event.clock()) / events
                : (double) (timeMs - event.timeMs()) / (time == null ? 1 : time.toMillis());
    }

    private double ratio(FeatureDefinition definition, List<FeatureEvent> events) {
        long below =
                events.stream().filter(event -> is(event, definition, false)).count();
        long above =
                events.stream().filter(event -> is(event, definition, true)).count();
        return below == 0 ? Double.NaN : (double) above / below;
    }
}
