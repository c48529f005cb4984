package io.freshet.features;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.StableHash;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.Neighbours;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Learners whose rankers share signals and weights through owners, over channels that are late and lose what is superseded, and
 * beside them a ledger of every single step in double precision: what a replica must hold is all of its own steps, and those
 * steps of the others that were in the newest publication it has seen.
 */
final class SignalsSimulation {
    private static final double TOLERANCE = 1e-5;
    private static final long EPOCH = 3;
    private static final double LN2 = Math.log(2);

    private final LearnerConfig config =
            LearnerConfig.builder().dimension(2).contextLength(2).build();
    private final SignalsConfig signals;
    private final RankerLayout ranker;
    private final RowLayout layout;
    private final SplittableRandom random;
    private final int items;
    private final List<Learner> learners = new ArrayList<>();
    private final Map<String, OwnedRow> owned = new TreeMap<>();
    private final Map<String, List<RowDelta>> added = new HashMap<>();
    private final Map<RowDelta, Steps> stepsOf = new IdentityHashMap<>();

    SignalsSimulation(int learners, int items, int neighbours, int heldPushes, long seed) {
        this.random = new SplittableRandom(seed);
        this.items = items;
        this.signals = new SignalsConfig(1_400f, 70f, 5, neighbours, 6, 0.8f, 0.5f, 0f, 0);
        this.ranker = new RankerLayout(signals, List.of("a", "b"), new float[] {1f, 0f}, 3);
        this.layout = new RowLayout(config, ranker);
        for (int number = 0; number < learners; number++) {
            this.learners.add(new Learner(
                    number, new ItemReplica(config, ranker, new LoopConfig(25, heldPushes), number, 1_000 + number)));
        }
    }

    /** Something happens somewhere. */
    void step() {
        Learner learner = learners.get(random.nextInt(learners.size()));
        int what = random.nextInt(100);
        if (what < 40) {
            learner.learn();
        } else if (what < 50) {
            learner.push(random.nextInt(10) == 0);
        } else if (what < 75) {
            learner.deliverOneDelta();
        } else if (what < 80) {
            owned.values().forEach(row -> {
                if (random.nextInt(3) == 0) {
                    publish(row);
                }
            });
        } else {
            learner.deliverOnePublication();
        }
    }

    /** Everything is pushed, added, published and delivered. */
    void settle() {
        for (Learner learner : learners) {
            learner.push(true);
            while (learner.deliverOneDelta()) {
                // until all are delivered
            }
        }
        owned.values().forEach(this::publish);
        for (Learner learner : learners) {
            while (learner.deliverOnePublication()) {
                // until all are delivered
            }
        }
    }

    void assertEveryReplicaHoldsItsOwnStepsAndThoseItHasHeardOf() {
        learners.forEach(Learner::assertLedger);
    }

    void assertNothingIsUnderWay() {
        learners.forEach(learner -> assertThat(learner.replica.unacknowledged()).isZero());
    }

    private void publish(OwnedRow row) {
        ItemState state = row.publish(layout, EPOCH);
        int additions = added.getOrDefault(row.rowId(), List.of()).size();
        for (Learner learner : learners) {
            learner.incoming
                    .computeIfAbsent(row.rowId(), id -> new ArrayDeque<>())
                    .add(new Publication(state, additions));
        }
    }

    private static String item(int number) {
        return "item-" + number;
    }

    private record Publication(ItemState state, int additions) {}

    /** What was added to one row. */
    private static final class Steps {
        private final List<Double> slow = new ArrayList<>();
        private final List<Double> fast = new ArrayList<>();
        private final Map<Long, Double> pairs = new HashMap<>();
        private final double[] weights = new double[2 * RankerState.POSITIONS];
        private long count;

        void addAll(Steps other) {
            slow.addAll(other.slow);
            fast.addAll(other.fast);
            other.pairs.forEach((key, amount) -> pairs.merge(key, amount, Double::sum));
            for (int i = 0; i < weights.length; i++) {
                weights[i] += other.weights[i];
            }
            count += other.count;
        }

        static double logOfSum(List<Double> logs) {
            double max = logs.stream().mapToDouble(Double::doubleValue).max().orElse(0);
            double sum = logs.stream().mapToDouble(log -> Math.exp(log - max)).sum();
            return logs.isEmpty() ? DecayedCounts.NEVER : max + Math.log(sum);
        }
    }

    private final class Learner {
        private final int number;
        private final ItemReplica replica;
        private final RankerState state;
        private final Map<String, Steps> own = new TreeMap<>();
        private final Map<String, Steps> open = new HashMap<>();
        private final Map<String, Integer> seen = new HashMap<>();
        private final Map<String, ArrayDeque<RowDelta>> outgoing = new TreeMap<>();
        private final Map<String, ArrayDeque<Publication>> incoming = new TreeMap<>();

        Learner(int number, ItemReplica replica) {
            this.number = number;
            this.replica = replica;
            this.state = requireNonNull(replica.ranker());
        }

        /** An event of a user with some recent items, as the engine learns from it. */
        void learn() {
            String id = item(random.nextInt(items));
            int row = replica.model().rowOf(StableHash.of(id), id);
            RecentItems recent = new RecentItems(10);
            for (int n = random.nextInt(8); n > 0; n--) {
                recent.add(
                        replica.model()
                                .index()
                                .key(random.nextInt(replica.model().size())),
                        10 - n);
            }
            RecentRows before = new RecentRows(10);
            before.fill(recent, replica.model().index());
            note(id, before);
            state.signals().learn(row, before);
            replica.changes().beforeTarget(row, true);
            replica.popularity().add(row, 1);
            stepWeights();
            if (random.nextInt(3) == 0) {
                stepPositions();
            }
        }

        private void note(String id, RecentRows before) {
            long clock = state.signals().clock();
            record(id, steps -> {
                steps.count++;
                steps.slow.add(clock * LN2 / 1_400);
                steps.fast.add(clock * LN2 / 70);
            });
            record(RowLayout.TOTALS_ROW, steps -> steps.count++);
            double weight = 1;
            for (int place = 0; place < Math.min(before.size(), 6); place++, weight *= 0.8) {
                String earlier = replica.model().index().id(before.row(place));
                double amount = weight;
                if (!earlier.equals(id)) {
                    record(RowLayout.neighboursRow(earlier), steps -> pair(steps, id, amount));
                    record(RowLayout.neighboursRow(id), steps -> pair(steps, earlier, amount / 2));
                }
            }
        }

        private void pair(Steps steps, String neighbour, double amount) {
            steps.pairs.merge(StableHash.of(neighbour), amount, Double::sum);
        }

        private void stepWeights() {
            state.beforeWeights();
            float[] before = layout(state);
            state.weights().step(0, random.nextInt(2), (float) random.nextDouble(-1, 1), 0.05f);
            state.weights().step(2, random.nextInt(2), (float) random.nextDouble(-1, 1), 0.05f);
            float[] after = layout(state);
            record(ranker.weightsRow(), steps -> {
                for (int i = 0; i < after.length; i++) {
                    steps.weights[i] += (double) after[i] - before[i];
                }
            });
        }

        private void stepPositions() {
            state.beforePositions();
            float[] before = positions(state);
            state.positions().step(0, random.nextInt(RankerState.POSITIONS), (float) random.nextDouble(-1, 1), 0.05f);
            float[] after = positions(state);
            record(RowLayout.POSITIONS_ROW, steps -> {
                for (int i = 0; i < after.length; i++) {
                    steps.weights[i] += (double) after[i] - before[i];
                }
            });
        }

        private void record(String rowId, Consumer<Steps> step) {
            step.accept(own.computeIfAbsent(rowId, id -> new Steps()));
            step.accept(open.computeIfAbsent(rowId, id -> new Steps()));
        }

        void push(boolean everything) {
            replica.push(everything, 5, delta -> {
                Steps steps = open.remove(delta.rowId());
                stepsOf.put(delta, steps == null ? new Steps() : steps);
                outgoing.computeIfAbsent(delta.rowId(), id -> new ArrayDeque<>())
                        .add(delta);
            });
        }

        /** False if none is under way. */
        boolean deliverOneDelta() {
            RowDelta delta = takeOne(outgoing);
            if (delta != null) {
                owned.computeIfAbsent(delta.rowId(), id -> OwnedRow.start(id, layout))
                        .add(delta, layout, EPOCH);
                added.computeIfAbsent(delta.rowId(), id -> new ArrayList<>()).add(delta);
            }
            return delta != null;
        }

        /** False if none is under way. One that is superseded may be lost. */
        boolean deliverOnePublication() {
            Publication publication = takeOne(incoming);
            if (publication == null) {
                return false;
            }
            String rowId = publication.state.rowId();
            boolean isLast = !incoming.containsKey(rowId);
            if ((isLast || random.nextInt(3) > 0) && replica.apply(publication.state)) {
                seen.merge(rowId, publication.additions, Math::max);
            }
            return true;
        }

        private <T> @Nullable T takeOne(Map<String, ArrayDeque<T>> channels) {
            if (channels.isEmpty()) {
                return null;
            }
            String rowId = List.copyOf(channels.keySet()).get(random.nextInt(channels.size()));
            ArrayDeque<T> channel = requireNonNull(channels.get(rowId));
            T first = channel.removeFirst();
            if (channel.isEmpty()) {
                channels.remove(rowId);
            }
            return first;
        }

        void assertLedger() {
            assertThat(state.signals().clock()).isEqualTo(expected(RowLayout.TOTALS_ROW).count);
            assertWeights(layout(state), layout(new RankerState(ranker)), expected(ranker.weightsRow()).weights);
            assertWeights(
                    positions(state), positions(new RankerState(ranker)), expected(RowLayout.POSITIONS_ROW).weights);
            for (int number = 0; number < items; number++) {
                int row = replica.model().index().row(StableHash.of(item(number)));
                if (row != ItemIndex.UNKNOWN) {
                    assertItem(item(number), row);
                }
            }
        }

        private Steps expected(String rowId) {
            Steps all = new Steps();
            all.addAll(own.getOrDefault(rowId, new Steps()));
            List<RowDelta> log = added.getOrDefault(rowId, List.of());
            for (RowDelta delta : log.subList(0, seen.getOrDefault(rowId, 0))) {
                if (delta.learner() != number) {
                    all.addAll(requireNonNull(stepsOf.get(delta)));
                }
            }
            return all;
        }

        private void assertItem(String id, int row) {
            Steps expected = expected(id);
            assertThat(state.signals().counts().of(row)).as("count of %s", id).isEqualTo((int) expected.count);
            assertThat(replica.popularity().count(row)).isEqualTo(expected.count);
            assertLog(state.signals().slow().log(row), Steps.logOfSum(expected.slow));
            assertLog(state.signals().fast().log(row), Steps.logOfSum(expected.fast));
            assertNeighbours(row, expected(RowLayout.neighboursRow(id)).pairs);
        }

        private void assertLog(double actual, double expected) {
            if (actual != expected && !(Math.abs(actual - expected) <= TOLERANCE)) {
                throw new AssertionError("a faded count has the logarithm " + actual + ", the ledger " + expected);
            }
        }

        private void assertNeighbours(int row, Map<Long, Double> expected) {
            NeighbourList list = state.signals().pairs().neighbours(row);
            Neighbours actual = list == null
                    ? Neighbours.NONE
                    : list.toNeighbours(replica.model().index());
            assertThat(list == null ? 0 : list.size()).isLessThanOrEqualTo(2 * signals.neighbours());
            Map<Long, Double> left = new HashMap<>(expected);
            for (int place = 0; place < actual.size(); place++) {
                long key = actual.keys()[place];
                Double exact = left.remove(key);
                assertThat(exact).as("a neighbour that nobody had").isNotNull();
                assertWeight(actual.weights()[place], exact, actual.missing());
                int neighbour = replica.model().index().row(key);
                if (neighbour != ItemIndex.UNKNOWN) {
                    assertThat(state.signals().pairs().weight(row, neighbour)).isEqualTo(actual.weights()[place]);
                }
            }
            left.values().forEach(exact -> assertWeight(0, exact, actual.missing()));
        }

        private void assertWeight(double weight, double exact, double missing) {
            double rounding = TOLERANCE * Math.max(1, exact);
            if (weight > exact + rounding || weight < exact - missing - rounding) {
                throw new AssertionError("a weight is " + weight + ", may be too small by " + missing + ", and is "
                        + exact + " in the ledger");
            }
        }

        private void assertWeights(float[] actual, float[] start, double[] steps) {
            for (int i = 0; i < actual.length; i++) {
                assertThat(Math.abs(actual[i] - start[i] - steps[i])).isLessThan(TOLERANCE * Math.max(1, steps[i]));
            }
        }

        private float[] positions(RankerState of) {
            float[] all = Arrays.copyOf(of.positions().weights(), 2 * RankerState.POSITIONS);
            System.arraycopy(of.positions().squares(), 0, all, RankerState.POSITIONS, RankerState.POSITIONS);
            return all;
        }

        private float[] layout(RankerState of) {
            float[] all = new float[12];
            System.arraycopy(of.weights().weights(), 0, all, 0, 6);
            System.arraycopy(of.weights().squares(), 0, all, 6, 6);
            return all;
        }
    }
}
