package io.freshet.features;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.RowTable;
import io.freshet.embedding.Situations;
import io.freshet.embedding.StableHash;
import io.freshet.schemas.ItemState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Learners, an owner and the channels between them, with random delays, and beside them a ledger of every step in
 * double precision that knows nothing of versions or coverage: what a replica must hold is the start, all of its own
 * steps, and those deltas of the others that were in the newest publication it has seen.
 */
final class LoopSimulation {
    private static final double TOLERANCE = 1e-5;
    private static final long EPOCH = 3;
    private static final long NOW = 1_700_000_000_000L;

    private final LearnerConfig config = LearnerConfig.builder()
            .dimension(5)
            .contextLength(2)
            .negatives(4)
            .ringSize(10)
            .build();
    private final RowLayout layout = new RowLayout(config);
    private final SplittableRandom random;
    private final int items;
    private final List<Learner> learners = new ArrayList<>();
    private final Map<String, Owner> owners = new TreeMap<>();

    LoopSimulation(int learners, int items, int heldPushes, long seed) {
        this.random = new SplittableRandom(seed);
        this.items = items;
        for (int i = 0; i < learners; i++) {
            this.learners.add(new Learner(new ItemReplica(config, new LoopConfig(25, heldPushes), i, 1_000 + i), i));
        }
    }

    /** Something happens somewhere. */
    void step() {
        Learner learner = any(learners);
        int what = random.nextInt(100);
        if (what < 35) {
            learner.learn();
        } else if (what < 43) {
            learner.push(random.nextInt(10) == 0);
        } else if (what < 65) {
            learner.deliverOneDelta();
        } else if (what < 70) {
            owners.values().forEach(owner -> owner.publish(random.nextInt(4) == 0));
        } else if (what < 95) {
            learner.deliverOnePublication();
        } else {
            learner.deliverAnOldPublication();
        }
    }

    void assertEveryReplicaIsTheOwnersRowsPlusItsOwnUncoveredSteps() {
        learners.forEach(Learner::assertLedger);
    }

    /** Everything is pushed, added, published and delivered. */
    void settle() {
        for (Learner learner : learners) {
            learner.push(true);
            while (learner.deliverOneDelta()) {
                // until all are delivered
            }
        }
        owners.values().forEach(owner -> owner.publish(true));
        for (Learner learner : learners) {
            while (learner.deliverOnePublication()) {
                // until all are delivered
            }
        }
    }

    void assertAllAgree() {
        for (Owner owner : owners.values()) {
            owner.assertIsTheSumOfAllSteps();
            for (Learner learner : learners) {
                for (int part = 0; part < RowLayout.PARTS; part++) {
                    assertClose(owner.rowId, part, learner.read(owner.rowId, part), doubles(owner.row.part(part)));
                }
                assertThat(learner.count(owner.rowId)).isEqualTo(owner.row.count());
            }
        }
        for (Learner learner : learners) {
            assertThat(learner.replica.unacknowledged()).isZero();
        }
    }

    private static void assertClose(String rowId, int part, float @Nullable [] actual, double @Nullable [] expected) {
        if (actual == null || expected == null) {
            assertThat(actual == null && expected == null).isTrue();
            return;
        }
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= TOLERANCE * Math.max(1, Math.abs(expected[i])))) {
                throw new AssertionError("row " + rowId.trim() + " part " + part + "[" + i + "] is " + actual[i]
                        + ", but the ledger has " + expected[i]);
            }
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static double @Nullable [] doubles(float @Nullable [] values) {
        if (values == null) {
            return null;
        }
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    private static void addTo(double @Nullable [] sum, float @Nullable [] values) {
        if (sum != null && values != null) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += values[i];
            }
        }
    }

    private record Publication(ItemState state, int additions) {}

    /** The owner of one row, with the log of what was added. */
    private final class Owner {
        private final String rowId;
        private final OwnedRow row;
        private final List<RowDelta> log = new ArrayList<>();
        private final List<Publication> published = new ArrayList<>();

        Owner(String rowId) {
            this.rowId = rowId;
            this.row = OwnedRow.start(rowId, layout);
        }

        void add(RowDelta delta) {
            row.add(delta, layout, EPOCH);
            log.add(delta);
        }

        void publish(boolean really) {
            if (really) {
                Publication publication = new Publication(row.publish(layout, EPOCH), log.size());
                published.add(publication);
                for (Learner learner : learners) {
                    learner.incoming
                            .computeIfAbsent(rowId, id -> new ArrayDeque<>())
                            .add(publication);
                }
            }
        }

        void assertIsTheSumOfAllSteps() {
            long count = 0;
            for (int part = 0; part < RowLayout.PARTS; part++) {
                double[] sum = doubles(layout.startOf(rowId)[part]);
                for (Learner learner : learners) {
                    double[] own = learner.ledger(rowId).steps[part];
                    for (int i = 0; sum != null && i < sum.length; i++) {
                        sum[i] += own[i];
                    }
                }
                assertClose(rowId, part, row.part(part), sum);
            }
            for (Learner learner : learners) {
                count += learner.ledger(rowId).count;
            }
            assertThat(row.count()).isEqualTo(count);
        }
    }

    /** All of one learner's own steps on one row. */
    private final class Ledger {
        private final double[][] steps = new double[RowLayout.PARTS][];
        private long count;

        Ledger() {
            for (int part = 0; part < RowLayout.PARTS; part++) {
                steps[part] = new double[layout.length(part)];
            }
        }
    }

    private final class Learner {
        private final ItemReplica replica;
        private final int number;
        private final Map<String, Ledger> ledgers = new HashMap<>();
        private final Map<String, Integer> seen = new HashMap<>();
        private final Map<String, ArrayDeque<RowDelta>> outgoing = new TreeMap<>();
        private final Map<String, ArrayDeque<Publication>> incoming = new TreeMap<>();

        Learner(ItemReplica replica, int number) {
            this.replica = replica;
            this.number = number;
        }

        Ledger ledger(String rowId) {
            return ledgers.computeIfAbsent(rowId, id -> new Ledger());
        }

        /** Steps on a positive, on negatives and on context, told to the replica as the learner does. */
        void learn() {
            String id = "item-" + random.nextInt(items);
            int positive = replica.model().rowOf(StableHash.of(id), id);
            stepTarget(positive, true);
            for (int n = random.nextInt(4); n > 0; n--) {
                stepTarget(random.nextInt(replica.model().size()), false);
            }
            for (int k = random.nextInt(3); k > 0; k--) {
                replica.changes().beforeWeights();
                stepWeights();
                stepSource(random.nextInt(replica.model().size()));
            }
            stepSituation(random.nextInt(Situations.ROWS));
            replica.changes().beforeTarget(positive, true);
            replica.popularity().add(positive, 1);
            ledger(id).count++;
        }

        private void stepTarget(int row, boolean positive) {
            replica.changes().beforeTarget(row, positive);
            double[] steps = ledger(replica.model().index().id(row)).steps[RowLayout.TARGET];
            int d = config.dimension();
            stepVector(replica.model().targets(), row, steps);
            float bias = replica.model().bias(row);
            replica.model().targetChanged(row, bias + step());
            steps[d] += (double) replica.model().bias(row) - bias;
            float squares = replica.model().biasAccumulator(row);
            replica.model().biasAccumulator(row, squares + Math.abs(step()));
            steps[d + 2] += (double) replica.model().biasAccumulator(row) - squares;
        }

        private void stepSource(int row) {
            replica.changes().beforeSource(row);
            stepVector(
                    replica.model().sources(),
                    row,
                    ledger(replica.model().index().id(row)).steps[RowLayout.SOURCE]);
        }

        private void stepSituation(int row) {
            replica.changes().beforeSituation(row);
            stepVector(situations(), row, ledger(SituationRows.name(row)).steps[RowLayout.SOURCE]);
        }

        private RowTable situations() {
            return requireNonNull(replica.model().situations()).table();
        }

        private void stepVector(RowTable table, int row, double[] steps) {
            int d = config.dimension();
            stepArray(table.chunk(row), table.offset(row), d, steps, 0);
            float squares = table.accumulator(row);
            table.accumulator(row, squares + Math.abs(step()));
            steps[table == replica.model().targets() ? d + 1 : d] += (double) table.accumulator(row) - squares;
        }

        private void stepWeights() {
            double[] steps = ledger(RowLayout.WEIGHTS_ROW).steps[RowLayout.WEIGHTS];
            float[] weights = replica.model().weights().weights();
            float[] squares = replica.model().weights().squares();
            stepArray(weights, 0, weights.length, steps, 0);
            stepArray(squares, 0, squares.length, steps, weights.length);
        }

        private void stepArray(float[] values, int offset, int length, double[] steps, int stepsOffset) {
            for (int i = 0; i < length; i++) {
                float before = values[offset + i];
                values[offset + i] += step();
                steps[stepsOffset + i] += (double) values[offset + i] - before;
            }
        }

        private float step() {
            return (float) random.nextDouble(-0.1, 0.1);
        }

        void push(boolean everything) {
            replica.push(everything, NOW, delta -> outgoing.computeIfAbsent(delta.rowId(), id -> new ArrayDeque<>())
                    .add(delta));
        }

        /** False if none is under way. */
        boolean deliverOneDelta() {
            RowDelta delta = takeOne(outgoing);
            if (delta != null) {
                owners.computeIfAbsent(delta.rowId(), Owner::new).add(delta);
            }
            return delta != null;
        }

        /** False if none is under way. Some are lost on the way when a newer one follows, as a compacted topic may do. */
        boolean deliverOnePublication() {
            Publication publication = takeOne(incoming);
            if (publication == null) {
                return false;
            }
            ArrayDeque<Publication> newer = incoming.get(publication.state.rowId());
            if (newer == null || random.nextInt(3) > 0) {
                apply(publication);
            }
            return true;
        }

        void deliverAnOldPublication() {
            if (!owners.isEmpty()) {
                Owner owner = any(List.copyOf(owners.values()));
                int seenAdditions = seen.getOrDefault(owner.rowId, 0);
                owner.published.stream()
                        .filter(publication -> publication.additions <= seenAdditions)
                        .skip(random.nextInt(1 + owner.published.size()))
                        .findFirst()
                        .ifPresent(this::apply);
            }
        }

        private void apply(Publication publication) {
            String rowId = publication.state.rowId();
            boolean news = publication.additions > seen.getOrDefault(rowId, 0);

            assertThat(replica.apply(publication.state)).isEqualTo(news);
            if (news) {
                seen.put(rowId, publication.additions);
            }
        }

        private <T> @Nullable T takeOne(Map<String, ArrayDeque<T>> channels) {
            if (channels.isEmpty()) {
                return null;
            }
            String rowId = any(List.copyOf(channels.keySet()));
            ArrayDeque<T> channel = channels.getOrDefault(rowId, new ArrayDeque<>());
            T first = channel.removeFirst();
            if (channel.isEmpty()) {
                channels.remove(rowId);
            }
            return first;
        }

        void assertLedger() {
            for (int row = 0; row < replica.model().size(); row++) {
                assertLedger(replica.model().index().id(row));
            }
            assertLedger(RowLayout.WEIGHTS_ROW);
            for (int row = 0; row < Situations.ROWS; row++) {
                assertLedger(SituationRows.name(row));
            }
        }

        private void assertLedger(String rowId) {
            Ledger own = ledger(rowId);
            Owner owner = owners.get(rowId);
            List<RowDelta> covered = owner == null ? List.of() : owner.log.subList(0, seen.getOrDefault(rowId, 0));
            long count = own.count;
            for (RowDelta delta : covered) {
                count += delta.learner() == number ? 0 : delta.count();
            }
            assertThat(count(rowId)).as("count of %s", rowId).isEqualTo(count);
            for (int part = 0; part < RowLayout.PARTS; part++) {
                double[] expected = doubles(layout.startOf(rowId)[part]);
                for (int i = 0; expected != null && i < expected.length; i++) {
                    expected[i] += own.steps[part][i];
                }
                for (RowDelta delta : covered) {
                    addTo(expected, delta.learner() == number ? null : delta.parts()[part]);
                }
                assertClose(rowId, part, read(rowId, part), expected);
            }
        }

        long count(String rowId) {
            return RowLayout.isReserved(rowId) ? 0 : replica.popularity().count(row(rowId));
        }

        private int row(String rowId) {
            return replica.model().index().row(StableHash.of(rowId));
        }

        float @Nullable [] read(String rowId, int part) {
            if (SituationRows.has(rowId)) {
                return part == RowLayout.SOURCE ? source(situations(), SituationRows.row(rowId)) : null;
            }
            boolean global = RowLayout.isReserved(rowId);
            if (global != (part == RowLayout.WEIGHTS)) {
                return null;
            }
            float[] values = new float[layout.length(part)];
            if (global) {
                int n = values.length / 2;
                System.arraycopy(replica.model().weights().weights(), 0, values, 0, n);
                System.arraycopy(replica.model().weights().squares(), 0, values, n, n);
                return values;
            }
            int row = row(rowId);
            if (part == RowLayout.SOURCE) {
                return source(replica.model().sources(), row);
            }
            int d = config.dimension();
            RowTable table = replica.model().targets();
            System.arraycopy(table.chunk(row), table.offset(row), values, 0, d);
            values[d] = replica.model().bias(row);
            values[d + 1] = table.accumulator(row);
            values[d + 2] = replica.model().biasAccumulator(row);
            return values;
        }

        private float[] source(RowTable table, int row) {
            int d = config.dimension();
            float[] values = new float[d + 1];
            System.arraycopy(table.chunk(row), table.offset(row), values, 0, d);
            values[d] = table.accumulator(row);
            return values;
        }
    }
}
