package io.freshet.features.declared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What several learners found adds up to the same bits, whoever comes first. */
final class MergeRandomizedTest {
    private final FeaturePlan plan = FeaturePlan.of(SampleFeatures.all().stream()
            .filter(definition -> definition.ttl() == null)
            .toList());

    @ParameterizedTest(name = "up to {0} ms apart, {1} deltas, seed {2}")
    @CsvSource({"1000, 2, 1", "20000, 5, 2", "100000, 20, 3", "400000, 40, 4", "5000, 200, 5"})
    void anyOrderOfEventsAndMergesGivesTheSameState(int gapMs, int deltas, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EntityPlan items = plan.of(Entity.ITEM);
        for (int trial = 0; trial < 20; trial++) {
            List<FeatureEvent> events = SampleFeatures.events(plan, 200, 50, 1, gapMs, random.nextLong());
            FeatureState inOrder = state(items, events);

            assertSame(state(items, shuffled(events, random)), inOrder);
            assertSame(merged(items, deltas(items, events, deltas, random), random), inOrder);
        }
    }

    @ParameterizedTest(name = "{0} users, {1} deltas, seed {2}")
    @CsvSource({"900, 3, 1", "1500, 3, 2", "3000, 10, 3"})
    void soDoDistinctCountsBeyondTheirLimit(int users, int deltas, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EntityPlan items = plan.of(Entity.ITEM);
        List<FeatureEvent> events = SampleFeatures.events(plan, 4_000, users, 1, 400, seed);
        FeatureState inOrder = state(items, events);

        assertSame(state(items, shuffled(events, random)), inOrder);
        assertSame(merged(items, deltas(items, events, deltas, random), random), inOrder);
    }

    private static FeatureState state(EntityPlan items, List<FeatureEvent> events) {
        FeatureState state = null;
        for (FeatureEvent event : events) {
            state = items.add(state, event);
        }
        return Objects.requireNonNull(state);
    }

    private static List<FeatureState> deltas(
            EntityPlan items, List<FeatureEvent> events, int deltas, SplittableRandom random) {
        @Nullable FeatureState[] states = new FeatureState[deltas];
        for (FeatureEvent event : events) {
            int delta = random.nextInt(deltas);
            states[delta] = items.add(states[delta], event);
        }
        List<FeatureState> all = new ArrayList<>();
        for (FeatureState state : states) {
            if (state != null) {
                all.add(state);
            }
        }
        return all;
    }

    private static FeatureState merged(EntityPlan items, List<FeatureState> deltas, SplittableRandom random) {
        while (deltas.size() > 1) {
            FeatureState one = deltas.remove(random.nextInt(deltas.size()));
            FeatureState other = deltas.remove(random.nextInt(deltas.size()));
            deltas.add(random.nextInt(deltas.size() + 1), items.merge(one, other));
        }
        return deltas.get(0);
    }

    private static List<FeatureEvent> shuffled(List<FeatureEvent> events, SplittableRandom random) {
        List<FeatureEvent> shuffled = new ArrayList<>(events);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            FeatureEvent moved = shuffled.set(i, shuffled.get(j));
            shuffled.set(j, moved);
        }
        return shuffled;
    }

    private void assertSame(FeatureState found, FeatureState expected) {
        long features = plan.definitions().stream()
                .filter(definition -> definition.entity() == Entity.ITEM)
                .count();
        for (int feature = 0; feature < features; feature++) {
            assertThat(found.part(feature)).isEqualTo(expected.part(feature));
        }
    }
}
