package io.freshet.features.declared;

import io.freshet.embedding.StableHash;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One declared feature. A refusal begins with the name of the key, as it is written in a file, and says what to do.
 *
 * @param name of the column
 * @param entity whose events count
 * @param aggregation what is made of them
 * @param events types of event that count; empty for all. Of a ratio those above the line
 * @param of of a ratio the types below the line, else empty
 * @param window events of longer ago do not count; null for all
 * @param windowEvents only so many of the newest events count; null for all
 * @param halfLife of a decayed count in event time
 * @param halfLifeEvents of a decayed count in events of the whole stream
 * @param ttl after so long without an event everything so far is forgotten; null for never
 * @param defaultValue where no event counts; null for the aggregation's own: 0, or no value for a mean, a last or a ratio
 */
public record FeatureDefinition(
        String name,
        Entity entity,
        Aggregation aggregation,
        Set<String> events,
        Set<String> of,
        @Nullable Duration window,
        @Nullable Integer windowEvents,
        @Nullable Duration halfLife,
        @Nullable Long halfLifeEvents,
        @Nullable Duration ttl,
        @Nullable Double defaultValue)
        implements Serializable {

    public FeatureDefinition {
        events = Set.copyOf(events);
        of = Set.copyOf(of);
        DefinitionChecks.name(name);
        DefinitionChecks.length("window", window);
        DefinitionChecks.length("half-life", halfLife);
        DefinitionChecks.length("ttl", ttl);
        DefinitionChecks.windowEvents(windowEvents);
        DefinitionChecks.halfLifeEvents(halfLifeEvents);
        DefinitionChecks.defaultValue(defaultValue);
        if (aggregation == Aggregation.DISTINCT && entity == Entity.USER_ITEM) {
            throw new IllegalArgumentException(
                    "aggregation distinct of one user and one item is always 1: take the entity user or item, or count");
        }
        DefinitionChecks.types(aggregation, events, of);
        DefinitionChecks.halfLives(aggregation, halfLife, halfLifeEvents);
        DefinitionChecks.windows(aggregation, events, of, window, windowEvents);
    }

    /**
     * A hash of all that says what a state of this feature means: everything but ttl and default, which hold whenever the state
     * is read.
     */
    public long fingerprint() {
        return StableHash.of(String.join(
                "\n",
                name,
                entity.name(),
                aggregation.name(),
                String.join("\t", new TreeSet<>(events)),
                String.join("\t", new TreeSet<>(of)),
                String.valueOf(window),
                String.valueOf(windowEvents),
                String.valueOf(halfLife),
                String.valueOf(halfLifeEvents)));
    }

    public static Builder builder(String name, Entity entity, Aggregation aggregation) {
        return new Builder(name, entity, aggregation);
    }

    /** NaN where there is no value. */
    double valueOfNothing() {
        if (defaultValue != null) {
            return defaultValue;
        }
        return switch (aggregation) {
            case MEAN, LAST, RATIO -> Double.NaN;
            case COUNT, SUM, DISTINCT, DECAYED_COUNT -> 0;
        };
    }

    /** Takes what a feature need not have; not thread safe. */
    public static final class Builder {
        private final String name;
        private final Entity entity;
        private final Aggregation aggregation;
        private Set<String> events = Set.of();
        private Set<String> of = Set.of();
        private @Nullable Duration window;
        private @Nullable Integer windowEvents;
        private @Nullable Duration halfLife;
        private @Nullable Long halfLifeEvents;
        private @Nullable Duration ttl;
        private @Nullable Double defaultValue;

        private Builder(String name, Entity entity, Aggregation aggregation) {
            this.name = name;
            this.entity = entity;
            this.aggregation = aggregation;
        }

        public Builder events(Set<String> value) {
            events = value;
            return this;
        }

        public Builder of(Set<String> value) {
            of = value;
            return this;
        }

        public Builder window(@Nullable Duration value) {
            window = value;
            return this;
        }

        public Builder windowEvents(@Nullable Integer value) {
            windowEvents = value;
            return this;
        }

        public Builder halfLife(@Nullable Duration value) {
            halfLife = value;
            return this;
        }

        public Builder halfLifeEvents(@Nullable Long value) {
            halfLifeEvents = value;
            return this;
        }

        public Builder ttl(@Nullable Duration value) {
            ttl = value;
            return this;
        }

        public Builder defaultValue(@Nullable Double value) {
            defaultValue = value;
            return this;
        }

        /** @throws IllegalArgumentException if the parts do not go together */
        public FeatureDefinition build() {
            return new FeatureDefinition(
                    name,
                    entity,
                    aggregation,
                    events,
                    of,
                    window,
                    windowEvents,
                    halfLife,
                    halfLifeEvents,
                    ttl,
                    defaultValue);
        }
    }
}
