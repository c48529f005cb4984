package io.freshet.features.declared;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Every aggregation of every entity with every window that it takes, and events to fill them. */
final class SampleFeatures {
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final Duration TTL = Duration.ofMinutes(4);
    static final Set<String> VIEW = Set.of("view");
    static final Set<String> BUY = Set.of("buy");
    private static final String[] TYPES = {"view", "buy", "wish"};

    private final List<FeatureDefinition> all = new ArrayList<>();

    private SampleFeatures() {}

    static List<FeatureDefinition> all() {
        SampleFeatures sample = new SampleFeatures();
        for (Entity entity : Entity.values()) {
            sample.of(entity);
        }
        return sample.all;
    }

    private void of(Entity entity) {
        for (Aggregation aggregation :
                List.of(Aggregation.COUNT, Aggregation.SUM, Aggregation.MEAN, Aggregation.LAST)) {
            add(of(entity, aggregation));
            add(of(entity, aggregation).events(VIEW).window(WINDOW));
            add(of(entity, aggregation).events(Set.of("view", "buy")).ttl(TTL).defaultValue(-1.0));
        }
        for (Aggregation aggregation : List.of(Aggregation.SUM, Aggregation.MEAN)) {
            add(of(entity, aggregation).windowEvents(5));
            add(of(entity, aggregation).windowEvents(3).window(WINDOW).events(VIEW));
        }
        if (entity != Entity.USER_ITEM) {
            add(of(entity, Aggregation.DISTINCT).events(VIEW));
            add(of(entity, Aggregation.DISTINCT).window(WINDOW));
            add(of(entity, Aggregation.DISTINCT).window(WINDOW).ttl(TTL));
        }
        add(of(entity, Aggregation.DECAYED_COUNT).halfLife(Duration.ofSeconds(90)));
        add(of(entity, Aggregation.DECAYED_COUNT)
                .halfLife(Duration.ofSeconds(5))
                .events(BUY)
                .ttl(TTL));
        add(of(entity, Aggregation.DECAYED_COUNT).halfLifeEvents(20L).events(VIEW));
        add(of(entity, Aggregation.RATIO).events(BUY).of(VIEW));
        add(of(entity, Aggregation.RATIO).events(BUY).of(VIEW).window(WINDOW).defaultValue(0.5));
        add(of(entity, Aggregation.RATIO).events(BUY).of(Set.of("view", "buy")).windowEvents(4));
    }

    private FeatureDefinition.Builder of(Entity entity, Aggregation aggregation) {
        return FeatureDefinition.builder("f" + all.size(), entity, aggregation);
    }

    private void add(FeatureDefinition.Builder feature) {
        all.add(feature.build());
    }

    /** In the order of time, some at one time; values of hundredths, and some events without one. */
    static List<FeatureEvent> events(FeaturePlan plan, int count, int users, int items, int gapMs, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<FeatureEvent> events = new ArrayList<>();
        long timeMs = 1_700_000_000_000L;
        for (int clock = 0; clock < count; clock++) {
            timeMs += random.nextInt(3) == 0 ? 0 : random.nextInt(gapMs);
            events.add(new FeatureEvent(
                    random.nextInt(users),
                    random.nextInt(items),
                    random.nextLong(),
                    plan.typeOf(TYPES[random.nextInt(TYPES.length)]),
                    random.nextInt(8) == 0 ? FeatureEvent.NO_VALUE : random.nextInt(-500, 1000) / 100.0,
                    timeMs,
                    clock));
        }
        return events;
    }
}
