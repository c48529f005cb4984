package io.freshet.features;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.ChangeListener;
import io.freshet.embedding.Context;
import io.freshet.embedding.ContrastiveLearner;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.NegativeSampler;
import io.freshet.embedding.RowTable;
import io.freshet.embedding.Situations;
import io.freshet.embedding.StableHash;
import io.freshet.embedding.UserVector;
import io.freshet.schemas.ItemState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoopRandomizedTest {
    private static final int STEPS = 2_500;

    @ParameterizedTest(name = "{0} learners, {1} items, held {2} pushes, seed {3}")
    @CsvSource({
        "1, 5, 0, 1",
        "1, 12, 3, 2",
        "2, 3, 0, 3",
        "2, 12, 2, 4",
        "3, 8, 5, 5",
        "4, 12, 1, 6",
        "4, 40, 100, 7",
        "7, 6, 3, 8"
    })
    void aReplicaIsAlwaysTheOwnersRowsPlusItsOwnUncoveredStepsAndInTheEndAllAgree(
            int learners, int items, int heldPushes, long seed) {
        LoopSimulation loop = new LoopSimulation(learners, items, heldPushes, seed);
        for (int round = 0; round < 2; round++) {
            for (int step = 0; step < STEPS; step++) {
                loop.step();
                if (step % 25 == 0) {
                    loop.assertEveryReplicaIsTheOwnersRowsPlusItsOwnUncoveredSteps();
                }
            }
            loop.settle();
            loop.assertEveryReplicaIsTheOwnersRowsPlusItsOwnUncoveredSteps();
            loop.assertAllAgree();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aLoneLearnerComputesTheBitsThatItWouldHaveWithoutALoop(long seed) {
        LearnerConfig config = LearnerConfig.builder()
                .dimension(17)
                .contextLength(3)
                .negatives(10)
                .ringSize(30)
                .seed(seed)
                .build();
        ItemReplica replica = new ItemReplica(config, new LoopConfig(1, 2), 0, 77);
        Side looped = new Side(config, replica.model(), replica.changes());
        Side alone = new Side(config, new ItemModel(config), ChangeListener.NONE);
        SplittableRandom random = new SplittableRandom(seed);
        RowLayout layout = new RowLayout(config);
        Map<String, OwnedRow> owners = new HashMap<>();
        ArrayDeque<RowDelta> deltas = new ArrayDeque<>();
        ArrayDeque<ItemState> published = new ArrayDeque<>();
        int applied = 0;
        for (int event = 0; event < 600; event++) {
            String item = "item-" + random.nextInt(25);
            long events = looped.learn(item, event);
            alone.learn(item, event);
            replica.changes().beforeTarget(looped.row(item), true);
            replica.popularity().count(looped.row(item), events);
            if (random.nextInt(4) == 0) {
                replica.push(random.nextInt(5) == 0, event, deltas::add);
            }
            while (random.nextInt(3) > 0 && !deltas.isEmpty()) {
                RowDelta delta = deltas.removeFirst();
                OwnedRow owner = owners.computeIfAbsent(delta.rowId(), id -> OwnedRow.start(id, layout));
                owner.add(delta, layout, 1);
                if (random.nextInt(3) > 0) {
                    published.add(owner.publish(layout, 1));
                }
            }
            while (random.nextInt(3) > 0 && !published.isEmpty()) {
                applied += replica.apply(published.removeFirst()) ? 1 : 0;
            }
            looped.assertSameBits(alone);
        }
        assertThat(applied).isGreaterThan(500);
    }

    /** All of them find the rows that they share too long, and cut them, before they hear of each other. */
    @ParameterizedTest(name = "{0} learners, vectors of at most {1}, seed {2}")
    @CsvSource({"1, 1, 1", "2, 1, 2", "8, 1, 3", "8, 10000, 4"})
    void manyLearnersWithViolentSettingsKeepEveryRowFiniteAndWithinItsLength(int learners, float maxNorm, long seed) {
        LearnerConfig config = LearnerConfig.builder()
                .dimension(6)
                .contextLength(3)
                .negatives(5)
                .ringSize(30)
                .rate(10f)
                .rateFloor(1f)
                .decay(1f)
                .maxNorm(maxNorm)
                .weightRate(10f)
                .deviation(10f)
                .build();
        RowLayout layout = new RowLayout(config);
        Map<String, OwnedRow> owners = new HashMap<>();
        List<ItemReplica> replicas = new ArrayList<>();
        List<Side> sides = new ArrayList<>();
        for (int number = 0; number < learners; number++) {
            ItemReplica replica = new ItemReplica(config, new LoopConfig(1, 2), number, 77);
            replicas.add(replica);
            sides.add(new Side(config, replica.model(), replica.changes()));
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int event = 0; event < 4_000; event++) {
            sides.get(random.nextInt(learners)).learn("item-" + random.nextInt(10), event);
            if (event % (5 * learners) == 0) {
                Map<String, ItemState> published = new HashMap<>();
                for (ItemReplica replica : replicas) {
                    replica.push(false, event, delta -> {
                        OwnedRow owner = owners.computeIfAbsent(delta.rowId(), id -> OwnedRow.start(id, layout));
                        assertThat(owner.add(delta, layout, 1)).isTrue();
                        published.put(delta.rowId(), owner.publish(layout, 1));
                    });
                }
                replicas.forEach(replica -> published.values().forEach(replica::apply));
                published.values().forEach(row -> assertWithin(row, maxNorm));
                sides.forEach(side -> side.assertWithin(maxNorm));
            }
        }
        assertThat(replicas).allMatch(replica -> replica.refused() == 0);
        assertThat(sides).allMatch(side -> side.learner.dropped().nonFinite() == 0);
    }

    private static void assertWithin(ItemState row, float maxNorm) {
        float[] situation = SituationRows.has(row.rowId()) ? row.weights() : null;
        for (float[] vector : Arrays.asList(row.target(), row.source(), situation)) {
            double square = 0;
            for (int i = 0; vector != null && i < vector.length; i++) {
                square += (double) vector[i] * vector[i];
            }
            assertThat(Math.sqrt(square)).isLessThanOrEqualTo(maxNorm * (1 + 1e-6));
        }
    }

    /** A learner with its model, fed with the events of one user. */
    private static final class Side {
        private final ItemModel model;
        private final ContrastiveLearner learner;
        private final UserVector user;
        private final RecentItems recent;
        private final Context context;
        private final Map<String, Long> counts = new HashMap<>();

        Side(LearnerConfig config, ItemModel model, ChangeListener listener) {
            this.model = model;
            this.learner = new ContrastiveLearner(
                    config, model, new NegativeSampler(config.ringSize(), config.ringShare()), listener);
            this.user = model.startOfUser(5);
            this.recent = new RecentItems(config.contextLength());
            this.context = new Context(config.contextLength());
        }

        /** Returns how many events the item has had. */
        long learn(String item, long timeMs) {
            long key = StableHash.of(item);
            int row = model.rowOf(key, item);
            recent.contextBefore(timeMs, model.index(), context);
            learner.learn(user, context, row, timeMs);
            recent.add(key, timeMs);
            return counts.merge(item, 1L, Long::sum);
        }

        int row(String item) {
            return model.index().row(StableHash.of(item));
        }

        void assertSameBits(Side other) {
            assertThat(user.values()).isEqualTo(other.user.values());
            assertThat(model.weights().weights())
                    .isEqualTo(other.model.weights().weights());
            assertThat(situations()).isEqualTo(other.situations());
            assertThat(model.size()).isEqualTo(other.model.size());
            for (int row = 0; row < model.size(); row++) {
                assertThat(values(row)).isEqualTo(other.values(row));
            }
        }

        void assertWithin(float maxNorm) {
            assertThat(Math.max(model.longestTarget(), model.longestSource()))
                    .isLessThanOrEqualTo(maxNorm * (1 + 1e-6f));
            for (int row = 0; row < model.size(); row++) {
                assertThat(values(row)).allMatch(value -> Float.isFinite(value));
            }
            assertThat(situations()).allMatch(value -> Float.isFinite(value));
        }

        private List<Float> situations() {
            List<Float> values = new ArrayList<>();
            for (int row = 0; row < Situations.ROWS; row++) {
                add(requireNonNull(model.situations()).table(), row, values);
            }
            return values;
        }

        private static void add(RowTable table, int row, List<Float> values) {
            for (int i = 0; i < table.dimension(); i++) {
                values.add(table.chunk(row)[table.offset(row) + i]);
            }
            values.add(table.accumulator(row));
        }

        private List<Float> values(int row) {
            List<Float> values = new ArrayList<>();
            for (RowTable table : List.of(model.targets(), model.sources())) {
                add(table, row, values);
            }
            values.add(model.bias(row));
            values.add(model.biasAccumulator(row));
            return values;
        }
    }
}
