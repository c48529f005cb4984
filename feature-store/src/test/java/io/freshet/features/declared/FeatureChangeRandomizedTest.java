package io.freshet.features.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes that learners push beside the states that count every event one by one. */
final class FeatureChangeRandomizedTest {
    private final FeaturePlan plan = FeaturePlan.of(SampleFeatures.all());
    private final EntityPlan items = plan.of(Entity.ITEM);

    /** Also with a ttl, and with events that come late. */
    @ParameterizedTest(name = "up to {0} ms apart, up to {1} events a push, seed {2}")
    @CsvSource({"1000, 3, 1", "60000, 5, 2", "300000, 10, 3", "900000, 2, 4", "200000, 50, 5"})
    void whatOneLearnerPushesAddsUpToWhatItHolds(int gapMs, int most, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FeatureState held = null;
        FeatureState owned = null;
        FeatureChange change = null;
        int left = 1;
        for (FeatureEvent event : late(SampleFeatures.events(plan, 2_000, 30, 1, gapMs, seed), random)) {
            change = items.note(change, held, event);
            held = items.add(held, event);
            if (--left == 0) {
                left = 1 + random.nextInt(most);
                owned = items.plus(owned, FlatFeatures.change(FlatFeatures.of(change)));
                change = null;
                assertThat(FlatFeatures.of(owned)).isEqualTo(FlatFeatures.of(Objects.requireNonNull(held)));
            } else {
                assertThat(FlatFeatures.of(items.plus(owned, change)))
                        .isEqualTo(FlatFeatures.of(Objects.requireNonNull(held)));
            }
        }
        assertThat(owned).isNotNull();
    }

    private static List<FeatureEvent> late(List<FeatureEvent> events, SplittableRandom random) {
        List<FeatureEvent> shuffled = new ArrayList<>(events);
        for (int i = 5; i < shuffled.size(); i += 7) {
            Collections.swap(shuffled, i, i - random.nextInt(5));
        }
        return shuffled;
    }

    /** In whatever order they come, where there is no ttl. */
    @ParameterizedTest(name = "{0} learners, up to {1} ms apart, seed {2}")
    @CsvSource({"2, 1000, 1", "4, 60000, 2", "16, 400000, 3"})
    void whatSeveralLearnersPushAddsUpToAllEvents(int learners, int gapMs, long seed) {
        FeaturePlan withoutTtl = FeaturePlan.of(SampleFeatures.all().stream()
                .filter(definition -> definition.ttl() == null)
                .toList());
        EntityPlan ofItem = withoutTtl.of(Entity.ITEM);
        SplittableRandom random = new SplittableRandom(seed);
        @Nullable FeatureState[] held = new FeatureState[learners];
        @Nullable FeatureChange[] open = new FeatureChange[learners];
        List<FeatureChange> pushed = new ArrayList<>();
        FeatureState oracle = null;
        for (FeatureEvent event : SampleFeatures.events(withoutTtl, 1_500, 40, 1, gapMs, seed)) {
            int learner = (int) event.user() % learners;
            open[learner] = ofItem.note(open[learner], held[learner], event);
            held[learner] = ofItem.add(held[learner], event);
            oracle = ofItem.add(oracle, event);
            FeatureChange change = open[learner];
            if (random.nextInt(4) == 0 && change != null) {
                pushed.add(change);
                open[learner] = null;
            }
        }
        Arrays.stream(open).filter(Objects::nonNull).forEach(pushed::add);
        Collections.shuffle(pushed, new Random(seed));
        FeatureState owned = null;
        for (FeatureChange change : new ArrayDeque<>(pushed)) {
            owned = ofItem.plus(owned, change);
        }
        assertThat(pushed).hasSizeGreaterThan(100);
        assertThat(FlatFeatures.of(Objects.requireNonNull(owned)))
                .isEqualTo(FlatFeatures.of(Objects.requireNonNull(oracle)));
    }

    @Test
    void aSumSharesNothingWithItsParts() {
        List<FeatureEvent> events = SampleFeatures.events(plan, 30, 5, 1, 1_000, 6);
        FeatureChange change = null;
        FeatureState state = null;
        for (FeatureEvent event : events) {
            change = items.note(change, state, event);
            state = items.add(state, event);
        }
        FeatureChange noted = Objects.requireNonNull(change);
        long[] before = FlatFeatures.of(noted);
        FeatureState sum = items.plus(null, noted);
        items.add(sum, events.get(29));

        assertThat(FlatFeatures.of(noted)).isEqualTo(before);
        assertThat(noted.events()).isEqualTo(30);
    }

    @Test
    void aStateIsNoChangeAndDamageIsRefused() {
        FeatureState state = new FeatureState(2);
        state.part(1, new long[] {7, 8, 9});
        long[] flat = FlatFeatures.of(state);

        assertThat(flat).containsExactly(2, 0, 0, 3, 7, 8, 9);
        assertThat(FlatFeatures.of(FlatFeatures.state(flat))).isEqualTo(flat);
        assertRefused("is of another kind", () -> FlatFeatures.change(flat));
        assertRefused("ends too early", () -> FlatFeatures.state(new long[0]));
        assertRefused("ends too early", () -> FlatFeatures.state(Arrays.copyOf(flat, 3)));
        assertRefused("has a feature of 3 values", () -> FlatFeatures.state(Arrays.copyOf(flat, 6)));
        assertRefused("goes on behind its last feature", () -> FlatFeatures.state(Arrays.copyOf(flat, 8)));
        assertRefused("has a feature of 1 values", () -> FlatFeatures.state(new long[] {1, 0, 1, 5}));
        assertRefused("has 1001 features", () -> FlatFeatures.state(new long[] {1_001, 0}));
        assertRefused("has -1 features", () -> FlatFeatures.change(new long[] {-1, 1}));
    }

    private static void assertRefused(String how, Runnable what) {
        assertThatThrownBy(what::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a state of declared features " + how + ", which no program wrote: the data is damaged");
    }
}
