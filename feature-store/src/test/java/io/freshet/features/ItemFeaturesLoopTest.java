package io.freshet.features;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.StableHash;
import io.freshet.features.declared.Aggregation;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.features.declared.FeatureEvent;
import io.freshet.features.declared.FeaturePlan;
import io.freshet.features.declared.FeatureState;
import io.freshet.features.declared.FeatureTables;
import io.freshet.features.declared.FlatFeatures;
import io.freshet.schemas.ItemState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Learners that share declared features of items through an owner, beside tables that count every event. */
final class ItemFeaturesLoopTest {
    private static final LearnerConfig SMALL =
            LearnerConfig.builder().dimension(2).contextLength(1).build();
    private static final SignalsConfig SIGNALS = new SignalsConfig(1_400f, 70f, 5, 10, 6, 0.8f, 0.5f, 0f, 0);
    private static final long EPOCH = 3;
    private static final long START = 1_600_000_000_000L;
    private static final long HOUR = 3_600_000;
    private static final FeatureDefinition COUNT =
            FeatureDefinition.builder("events", Entity.ITEM, Aggregation.COUNT).build();
    private static final FeatureDefinition VIEWS = FeatureDefinition.builder("views", Entity.ITEM, Aggregation.COUNT)
            .events(Set.of("view"))
            .window(Duration.ofHours(1))
            .build();
    private static final FeatureDefinition VIEWERS = FeatureDefinition.builder(
                    "viewers", Entity.ITEM, Aggregation.DISTINCT)
            .window(Duration.ofHours(2))
            .build();
    private static final FeatureDefinition HEAT = FeatureDefinition.builder(
                    "heat", Entity.ITEM, Aggregation.DECAYED_COUNT)
            .halfLife(Duration.ofMinutes(3))
            .build();
    private static final FeatureDefinition BOUGHT = FeatureDefinition.builder("bought", Entity.ITEM, Aggregation.RATIO)
            .events(Set.of("buy"))
            .of(Set.of("view"))
            .build();

    private final Map<String, OwnedRow> owned = new TreeMap<>();
    private final Map<String, Integer> removed = new HashMap<>();
    private final List<Learner> learners = new ArrayList<>();
    private FeaturePlan plan = FeaturePlan.of(List.of(COUNT, VIEWS, VIEWERS, HEAT, BOUGHT));
    private RankerLayout ranker = layout(plan);
    private RowLayout rows = new RowLayout(SMALL, ranker);
    private ItemExpiry expiry = ItemExpiry.NEVER;

    @ParameterizedTest(name = "{0} learners, seed {1}")
    @CsvSource({"1, 1", "2, 2", "4, 3", "9, 4"})
    void inTheEndTheOwnerAndEveryLearnerHoldWhatAllCounted(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        start(count);
        FeatureTables oracle = new FeatureTables(plan);
        FeatureTables ofFirst = new FeatureTables(plan);
        List<FeatureEvent> events = events(3_000, 40, 60_000, seed);
        for (FeatureEvent event : events) {
            Learner learner = learners.get((int) (event.user() % count));
            learner.count(event);
            oracle.add(event);
            if (count == 1) {
                ofFirst.add(event);
                assertThat(learner.values(event.item(), event.timeMs())).isEqualTo(values(ofFirst, event));
            }
            for (Learner each : learners) {
                each.step(random);
            }
        }
        settle();

        long nowMs = events.get(events.size() - 1).timeMs();
        int held = 0;
        for (int item = 0; item < 40; item++) {
            long key = StableHash.of("i" + item);
            double[] expected = new double[plan.size()];
            oracle.items().read(key, nowMs, 0, expected);
            long[] state = flat(oracle.items().state(key));
            assertThat(flat(requireNonNull(owned.get(rows.featuresRow("i" + item)))
                            .features()))
                    .isEqualTo(state);
            for (Learner learner : learners) {
                assertThat(learner.values(key, nowMs)).isEqualTo(expected);
                assertThat(flat(learner.features().table().state(key))).isEqualTo(state);
                assertThat(learner.replica.unacknowledged()).isZero();
            }
            held += expected[0] > 50 ? 1 : 0;
        }
        assertThat(held).isGreaterThan(20);
        assertThat(owned).as("items that nobody wanted have no other row").hasSize(40);
    }

    /** So that the clock pushes no more features either while the loop is late. */
    @Test
    void aPushOfFeaturesAloneIsHeardOnceARowCoversIt() {
        start(2);
        Learner here = learners.get(0);
        assertThat(here.replica.isHeard()).isTrue();
        here.count(event("a", "view", START));
        assertThat(here.replica.isHeard()).isTrue();
        here.push();
        assertThat(here.replica.isHeard()).isFalse();

        here.deliverDeltas();
        assertThat(here.replica.isHeard()).isFalse();

        here.takeIn();
        assertThat(here.replica.isHeard()).isTrue();
    }

    @Test
    void aLearnerHasItsOwnEventsAtOnceAndThoseOfOthersOnceTheyArePublished() {
        start(2);
        Learner here = learners.get(0);
        Learner there = learners.get(1);
        long key = StableHash.of("a");
        here.count(event("a", "view", START));
        there.count(event("a", "view", START + 1));
        there.count(event("a", "view", START + 2));
        assertThat(here.values(key, START + 3)[0]).isEqualTo(1);
        assertThat(there.values(key, START + 3)[0]).isEqualTo(2);

        there.push();
        there.deliverDeltas();
        here.count(event("a", "view", START + 3));
        here.push();
        here.count(event("a", "view", START + 4));
        here.takeIn();
        assertThat(here.values(key, START + 5)[0])
                .as("two of its own are not in that")
                .isEqualTo(5);
        here.deliverDeltas();
        here.takeIn();
        assertThat(here.values(key, START + 5)[0]).isEqualTo(5);
        there.takeIn();
        assertThat(there.values(key, START + 5)[0]).isEqualTo(4);
        assertThat(here.replica.unacknowledged()).isEqualTo(1);
    }

    @Test
    void anItemThatNobodyWantedGetsNoRowOfVectors() {
        start(2);
        learners.get(0).count(event("a", "view", START));
        settle();

        for (Learner learner : learners) {
            assertThat(learner.replica.model().size()).isZero();
            assertThat(learner.features().size()).isEqualTo(1);
        }
    }

    @Test
    void rowsUnderOtherDefinitionsAreKeptOut() {
        start(1);
        learners.get(0).count(event("a", "view", START));
        settle();
        String rowId = owned.keySet().iterator().next();
        ItemState published = requireNonNull(owned.get(rowId)).publish(rows, EPOCH);

        RankerLayout other = layout(FeaturePlan.of(List.of(VIEWS, COUNT, VIEWERS, HEAT, BOUGHT)));
        ItemReplica others = new ItemReplica(SMALL, other, LoopConfig.DEFAULTS, 0, 1);
        assertThat(others.apply(published)).isFalse();
        assertThat(requireNonNull(others.ranker()).itemFeatures().size()).isZero();
        assertThat(new RowLayout(SMALL, other).isOfOtherFeatures(rowId)).isTrue();
        assertThat(new RowLayout(SMALL).isOfOtherFeatures(rowId)).isTrue();
        assertThat(rows.isOfOtherFeatures(rowId)).isFalse();
        assertThat(rows.isOfOtherFeatures("a")).isFalse();
        assertThat(rows.isOfOtherFeatures(RowLayout.neighboursRow("a"))).isFalse();
    }

    @Test
    void aRestoredLearnerGoesOnAsTheOneThatWasSaved() throws IOException {
        start(2);
        for (FeatureEvent event : events(500, 40, 60_000, 8)) {
            learners.get((int) (event.user() % 2)).count(event);
        }
        settle();
        Learner saved = learners.get(0);
        List<byte[]> chunks = new ArrayList<>();
        ReplicaSnapshot.write(saved.replica, chunks::add);
        Learner restored = new Learner(2);
        for (byte[] chunk : chunks) {
            ReplicaSnapshot.read(chunk, restored.replica);
        }
        List<byte[]> again = new ArrayList<>();
        ReplicaSnapshot.write(restored.replica, again::add);

        assertThat(again).containsExactlyElementsOf(chunks);
        assertThat(chunks.get(0)[0]).isEqualTo((byte) 5);
        assertThat(restored.features().size())
                .isEqualTo(saved.features().size())
                .isEqualTo(40);
        ItemState row = requireNonNull(owned.get(rows.featuresRow("i1"))).publish(rows, EPOCH);
        assertThat(restored.replica.apply(row)).as("known already").isFalse();
        ItemState anew = requireNonNull(owned.get(rows.featuresRow("i1"))).publish(rows, EPOCH + 1);
        assertThat(restored.replica.apply(anew)).isTrue();
        long key = StableHash.of("i1");
        assertThat(flat(restored.features().table().state(key)))
                .isEqualTo(flat(saved.features().table().state(key)));
    }

    /** Of features that all have an end, states go everywhere once they are over. */
    @Test
    void whatHasRunOutIsHeldNowhere() {
        plan = FeaturePlan.of(List.of(VIEWERS, HEAT));
        ranker = layout(plan);
        rows = new RowLayout(SMALL, ranker);
        start(3);
        SplittableRandom random = new SplittableRandom(5);
        for (int n = 0; n < 30_000; n++) {
            String item = "i" + n / 2;
            learners.get(random.nextInt(3)).count(event(item, "view", START + n * 10_000L));
            if (n % 50 == 0) {
                settle();
            }
        }
        settle();
        settle();

        // two hours are 720 events of 360 items
        assertThat(owned).hasSizeLessThan(3_000);
        assertThat(removed).hasSizeGreaterThan(12_000);
        for (Learner learner : learners) {
            assertThat(learner.features().size()).isLessThan(3_000);
        }
    }

    @Test
    void whatAnotherLearnerStillCountsComesBack() {
        plan = FeaturePlan.of(List.of(VIEWS));
        ranker = layout(plan);
        rows = new RowLayout(SMALL, ranker);
        start(2);
        Learner here = learners.get(0);
        Learner there = learners.get(1);
        here.count(event("a", "view", START));
        settle();
        there.count(event("a", "view", START + 2 * HOUR));
        there.push();
        there.deliverDeltas();
        for (int n = 0; n < 1_200; n++) {
            here.count(event("other" + n, "view", START + 2 * HOUR + 1 + n));
        }
        assertThat(here.features().table().state(StableHash.of("a")))
                .as("over here")
                .isNull();
        here.push();
        here.deliverDeltas();
        settle();

        assertThat(removed).doesNotContainKey(rows.featuresRow("a"));
        assertThat(here.values(StableHash.of("a"), START + 2 * HOUR + 10)[0]).isEqualTo(1);
        assertThat(here.replica.unacknowledged()).isZero();
    }

    @Test
    void withItemsThatExpireFeaturesGoToo() {
        expiry = ItemExpiry.ofDays(1);
        start(2);
        long day = 24 * HOUR;
        Learner here = learners.get(0);
        here.count(event("gone", "view", START));
        here.count(event("kept", "view", START));
        learners.get(1).count(event("kept", "view", START + day));
        settle();
        for (Learner learner : learners) {
            learner.count(event("new", "view", START + 2 * day - 1_000));
            learner.expire(START + 2 * day - 1_000);
        }
        settle();

        assertThat(removed).containsOnlyKeys(rows.featuresRow("gone"));
        assertThat(owned).containsOnlyKeys(rows.featuresRow("kept"), rows.featuresRow("new"));
        for (Learner learner : learners) {
            assertThat(learner.features().table().state(StableHash.of("gone"))).isNull();
            assertThat(learner.values(StableHash.of("kept"), START + 2 * day)[0])
                    .isEqualTo(2);
        }
        here.count(event("gone", "view", START + 2 * day));
        settle();
        assertThat(learners.get(1).values(StableHash.of("gone"), START + 2 * day)[0])
                .as("begins anew")
                .isEqualTo(1);
    }

    private void start(int count) {
        for (int number = 0; number < count; number++) {
            learners.add(new Learner(number));
        }
    }

    private void settle() {
        for (int round = 0; round < 2; round++) {
            learners.forEach(Learner::push);
            learners.forEach(Learner::deliverDeltas);
            learners.forEach(Learner::takeIn);
        }
    }

    private static RankerLayout layout(FeaturePlan plan) {
        return new RankerLayout(SIGNALS, List.of("a"), new float[] {0f}, 1, List.of(), List.of("declared"), plan);
    }

    private List<FeatureEvent> events(int count, int items, int gapMs, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<FeatureEvent> events = new ArrayList<>();
        long timeMs = START;
        String[] types = {"view", "buy", "wish"};
        for (int n = 0; n < count; n++) {
            timeMs += random.nextInt(gapMs);
            long item = StableHash.of("i" + random.nextInt(items));
            int type = plan.typeOf(types[random.nextInt(3)]);
            events.add(new FeatureEvent(random.nextInt(100), item, n, type, FeatureEvent.NO_VALUE, timeMs, 0));
        }
        return events;
    }

    private FeatureEvent event(String item, String type, long timeMs) {
        return new FeatureEvent(
                timeMs, StableHash.of(item), timeMs, plan.typeOf(type), FeatureEvent.NO_VALUE, timeMs, 0);
    }

    private double[] values(FeatureTables tables, FeatureEvent event) {
        double[] values = new double[plan.size()];
        tables.items().read(event.item(), event.timeMs(), 0, values);
        return values;
    }

    private static long @Nullable [] flat(@Nullable FeatureState state) {
        return state == null ? null : FlatFeatures.of(state);
    }

    private final class Learner {
        private final ItemReplica replica;
        private final ArrayDeque<RowDelta> outgoing = new ArrayDeque<>();
        private final ArrayDeque<ItemState> incoming = new ArrayDeque<>();
        private final Map<Long, String> ids = new HashMap<>();

        Learner(int number) {
            replica = new ItemReplica(SMALL, ranker, new LoopConfig(25, 0), expiry, number, 1_000 + number);
            Arrays.asList("a", "gone", "kept", "new").forEach(id -> ids.put(StableHash.of(id), id));
            for (int n = 0; n < 15_000; n++) {
                ids.put(StableHash.of("i" + n), "i" + n);
                ids.put(StableHash.of("other" + n), "other" + n);
            }
        }

        ItemFeatures features() {
            return requireNonNull(replica.ranker()).itemFeatures();
        }

        void count(FeatureEvent event) {
            features().add(requireNonNull(ids.get(event.item())), event);
        }

        double[] values(long key, long timeMs) {
            double[] values = new double[plan.size()];
            features().read(key, timeMs, values);
            return values;
        }

        void expire(long timeMs) {
            if (replica.ages().isDue(timeMs)) {
                replica.ages().gone(timeMs, replica.model().index());
                features().expire(replica.ages(), replica.model().index());
            }
        }

        void step(SplittableRandom random) {
            switch (random.nextInt(12)) {
                case 0 -> push();
                case 1, 2 -> deliverOneDelta();
                case 3, 4, 5 -> takeInOne();
                default -> {}
            }
        }

        void push() {
            replica.push(false, 5, outgoing::add);
        }

        void deliverDeltas() {
            while (!outgoing.isEmpty()) {
                deliverOneDelta();
            }
        }

        void takeIn() {
            while (!incoming.isEmpty()) {
                takeInOne();
            }
        }

        private void deliverOneDelta() {
            if (outgoing.isEmpty()) {
                return;
            }
            RowDelta delta = outgoing.removeFirst();
            OwnedRow row = owned.get(delta.rowId());
            ItemState news;
            if (!delta.removal()) {
                OwnedRow added = row == null ? OwnedRow.start(delta, rows) : row;
                added.add(delta, rows, EPOCH);
                owned.put(delta.rowId(), added);
                news = added.publish(rows, EPOCH);
            } else if (row == null) {
                return;
            } else if (new RowRemovals(rows, expiry).removes(row, delta)) {
                owned.remove(delta.rowId());
                removed.merge(delta.rowId(), 1, Integer::sum);
                news = ItemState.removed(delta.rowId());
            } else {
                news = row.publish(rows, EPOCH);
            }
            learners.forEach(learner -> learner.incoming.add(news));
        }

        private void takeInOne() {
            if (!incoming.isEmpty()) {
                replica.apply(incoming.removeFirst());
            }
        }
    }
}
