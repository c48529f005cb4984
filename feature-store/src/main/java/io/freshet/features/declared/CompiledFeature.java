package io.freshet.features.declared;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A definition, ready to be computed: types as bits, lengths as milliseconds, the aggregation as code. Immutable. */
final class CompiledFeature {
    private final Aggregation aggregation;
    private final Entity entity;
    private final Aggregator aggregator;
    private final long events;
    private final long of;
    private final long ttlMs;
    private final double valueOfNothing;

    private CompiledFeature(FeatureDefinition definition, EventTypes types) {
        aggregation = definition.aggregation();
        entity = definition.entity();
        aggregator = aggregator(definition);
        events = types.bits(definition.events());
        of = aggregation == Aggregation.RATIO ? types.bits(definition.of()) : 0;
        ttlMs = millis(definition.ttl());
        valueOfNothing = definition.valueOfNothing();
    }

    static CompiledFeature of(FeatureDefinition definition, EventTypes types) {
        return new CompiledFeature(definition, types);
    }

    private static Aggregator aggregator(FeatureDefinition definition) {
        long windowMs = millis(definition.window());
        return switch (definition.aggregation()) {
            case COUNT -> sums(Measure.COUNT, definition);
            case SUM -> sums(Measure.SUM, definition);
            case MEAN -> sums(Measure.MEAN, definition);
            case RATIO -> sums(Measure.RATIO, definition);
            case LAST -> new LastEvents(Measure.SUM, 1, windowMs);
            case DISTINCT -> new DistinctKeys(windowMs);
            case DECAYED_COUNT -> decayed(definition);
        };
    }

    private static Aggregator sums(Measure measure, FeatureDefinition definition) {
        Duration window = definition.window();
        Integer windowEvents = definition.windowEvents();
        if (windowEvents != null) {
            return new LastEvents(measure, windowEvents, millis(window));
        }
        return window == null ? BucketSums.ofAll(measure) : BucketSums.ofWindow(measure, window.toMillis());
    }

    private static Aggregator decayed(FeatureDefinition definition) {
        Long events = definition.halfLifeEvents();
        return events != null ? DecayedCount.inEvents(events) : DecayedCount.inTime(millis(definition.halfLife()));
    }

    private static long millis(@Nullable Duration length) {
        return length == null ? Aggregator.NO_END : length.toMillis();
    }

    /** Whether its type and value let an event count. */
    boolean counts(FeatureEvent event) {
        boolean isOfType = ((events | of) & 1L << event.type()) != 0;
        return isOfType && !(aggregation.ofValues() && Double.isNaN(event.value()));
    }

    /**
     * Counts an event if its type and value let it.
     *
     * @param state null for none yet; not to be used afterwards
     * @return null if there is still none
     */
    long @Nullable [] add(long @Nullable [] state, FeatureEvent event) {
        return counts(event) ? count(isForgotten(state, event.timeMs()) ? null : state, event) : state;
    }

    /** Counts an event that counts, whatever the ttl. */
    long[] count(long @Nullable [] state, FeatureEvent event) {
        long bit = 1L << event.type();
        boolean above = (events & bit) != 0;
        boolean below = (of & bit) != 0;
        return switch (aggregation) {
            case COUNT, DECAYED_COUNT -> aggregator.add(state, event, 1, 0);
            case SUM, MEAN, LAST -> aggregator.add(state, event, 1, Millionths.of(event.value()));
            case DISTINCT -> aggregator.add(state, event, entity == Entity.USER ? event.item() : event.user(), 0);
            case RATIO -> aggregator.add(state, event, below ? 1 : 0, above ? 1 : 0);
        };
    }

    /** Whether an event of a time finds nothing, or what its ttl has ended before. */
    boolean isForgotten(long @Nullable [] state, long timeMs) {
        return state == null || timeMs - state[Aggregator.NEWEST] >= ttlMs;
    }

    long @Nullable [] merge(long @Nullable [] one, long @Nullable [] other) {
        if (one == null || other == null) {
            long[] only = one == null ? other : one;
            return only == null ? null : only.clone();
        }
        return aggregator.merge(one, other);
    }

    double read(long @Nullable [] state, long timeMs, long clock) {
        if (state == null || isForgotten(state, timeMs)) {
            return valueOfNothing;
        }
        double value = aggregator.read(state, Math.max(timeMs, state[Aggregator.NEWEST]), clock);
        return Double.isNaN(value) ? valueOfNothing : value;
    }

    /** Whether it will read as if there had never been an event, from this time on. */
    boolean isOver(long @Nullable [] state, long timeMs) {
        return state == null || timeMs - state[Aggregator.NEWEST] >= lifetimeMs();
    }

    long lifetimeMs() {
        return Math.min(ttlMs, aggregator.lifetimeMs());
    }
}
