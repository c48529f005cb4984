package io.freshet.features;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.StableHash;
import io.freshet.schemas.Codec;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.Neighbours;
import io.freshet.schemas.RowVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SharedSignalsTest {
    private static final LearnerConfig CONFIG =
            LearnerConfig.builder().dimension(2).contextLength(1).build();
    private static final RankerLayout RANKER =
            new RankerLayout(SignalsConfig.DEFAULTS, List.of("a", "b"), new float[] {1f, 0f}, 2);
    private static final RowLayout LAYOUT = new RowLayout(CONFIG, RANKER);

    private final ItemReplica replica = replica(RANKER);

    @Test
    void anEventIsPushedAsOneMoreInTotalAndAsCountAndPairsOfItsItems() {
        learn(replica, "first");
        learn(replica, "second", "first");

        List<RowDelta> pushed = push(replica, false);
        assertThat(pushed)
                .extracting(RowDelta::rowId)
                .containsExactlyInAnyOrder(RowLayout.TOTALS_ROW, "first", "second", RowLayout.neighboursRow("second"));
        assertThat(delta(pushed, RowLayout.TOTALS_ROW).count()).isEqualTo(2);
        assertThat(delta(pushed, "first").signals().slow()).isZero();
        assertThat(delta(pushed, "second").signals().fast()).isEqualTo(Math.log(2) / 70);
        assertThat(delta(pushed, RowLayout.neighboursRow("second")).signals().neighbours())
                .isEqualTo(neighbours("first", 0.5f));
        List<RowDelta> held = push(replica, true);
        assertThat(held).extracting(RowDelta::rowId).containsExactly(RowLayout.neighboursRow("first"));
        assertThat(delta(held, RowLayout.neighboursRow("first")).signals().neighbours())
                .isEqualTo(neighbours("second", 1f));
    }

    @ParameterizedTest(name = "{0} events, at most {1} pushes: {2}")
    @CsvSource({"0, 100, 0", "1, 100, 1", "3, 100, 3", "40, 5, 5", "40, 0, 0"})
    void neighboursWaitForAsManyPushesAsTheirItemHasHadEvents(int events, int held, int waits) {
        ItemReplica learner = new ItemReplica(CONFIG, RANKER, new LoopConfig(1, held), 7, 55);
        learner.model().rowOf(StableHash.of("item"), "item");
        for (int event = 0; event < events; event++) {
            learn(learner, "item");
        }
        push(learner, true);
        learn(learner, "other", "item");
        for (int push = 0; push < waits; push++) {
            assertThat(push(learner, false))
                    .extracting(RowDelta::rowId)
                    .doesNotContain(RowLayout.neighboursRow("item"));
        }
        assertThat(push(learner, false)).extracting(RowDelta::rowId).contains(RowLayout.neighboursRow("item"));
        assertThat(push(learner, true)).isEmpty();
    }

    @Test
    void weightsArePushedAsTheirSteps() {
        state(replica).beforeWeights();
        state(replica).weights().step(1, 1, 2f, 0.5f);

        RowDelta delta = delta(push(replica, false), RANKER.weightsRow());
        float step = (float) (1 / Math.sqrt(5));
        assertThat(delta.parts()[RowLayout.WEIGHTS]).containsExactly(0, 0, 0, step, 0, 0, 0, 4);
    }

    @Test
    void weightsOfPositionsHaveARowOfTheirOwnThatIsPushedAsItsSteps() {
        state(replica).beforePositions();
        state(replica).positions().step(0, 3, -1f, 0.5f);

        List<RowDelta> pushed = push(replica, false);
        assertThat(pushed).extracting(RowDelta::rowId).containsExactly(RowLayout.POSITIONS_ROW);
        float[] expected = new float[2 * RankerState.POSITIONS];
        expected[3] = (float) (-0.5 / Math.sqrt(2));
        expected[RankerState.POSITIONS + 3] = 1;
        assertThat(pushed.get(0).parts()[RowLayout.WEIGHTS]).containsExactly(expected);
    }

    @Test
    void weightsOfPositionsAreInASnapshotOnceSomethingIsLearned() throws IOException {
        assertThat(rowsOf(replica)).doesNotContain(RowLayout.POSITIONS_ROW);
        state(replica).beforePositions();
        state(replica).positions().step(0, RankerState.POSITIONS - 1, 1f, 0.5f);
        assertThat(rowsOf(replica)).contains(RowLayout.POSITIONS_ROW);

        ItemReplica restored = replica(RANKER);
        List<byte[]> chunks = new ArrayList<>();
        ReplicaSnapshot.write(replica, chunks::add);
        for (byte[] chunk : chunks) {
            ReplicaSnapshot.read(chunk, restored);
        }

        assertThat(state(restored).positions().weights())
                .isEqualTo(state(replica).positions().weights());
        assertThat(state(restored).positions().squares())
                .isEqualTo(state(replica).positions().squares());
        replica.takeBack(RowLayout.POSITIONS_ROW);
        assertThat(state(replica).positions().weights()).containsOnly(0f);
    }

    private static List<String> rowsOf(ItemReplica replica) {
        List<String> rows = new ArrayList<>();
        replica.forEachRow(row -> rows.add(row.rowId()));
        return rows;
    }

    @Test
    void aNeighbourThatComesBeforeItsRowGetsItsPlaceWhenThatAppears() {
        learn(replica, "item");
        replica.apply(published(RowLayout.neighboursRow("item"), 1, neighbours("later", 3f)));
        int item = row(replica, "item");
        assertThat(size(replica, item)).isZero();

        replica.apply(OwnedRow.start("later", LAYOUT).publish(LAYOUT, 1));

        assertThat(weight(replica, "item", "later")).isEqualTo(3f);
        assertThat(size(replica, item)).isEqualTo(1);
    }

    @Test
    void aNeighbourThatALearnerSeesFirstItselfGetsItsPlaceToo() {
        replica.apply(published(RowLayout.neighboursRow("item"), 1, neighbours("later", 3f)));

        learn(replica, "later", "item");

        assertThat(weight(replica, "item", "later")).isEqualTo(4f);
    }

    @Test
    void anItemThatGetsTheRowOfARemovedOneHasNoneOfItsSignals() {
        learn(replica, "other");
        replica.apply(published("gone", 5, null));
        replica.apply(published(RowLayout.neighboursRow("gone"), 1, neighbours("other", 2f)));
        replica.apply(published(RowLayout.neighboursRow("other"), 1, neighbours("gone", 2f)));
        int row = row(replica, "gone");
        assertThat(state(replica).signals().topSlow().size()).isEqualTo(2);
        assertThat(weight(replica, "other", "gone")).isEqualTo(2f);

        replica.takeBack("gone");
        String reused = "new";
        replica.model().rowOf(StableHash.of(reused), reused);

        assertThat(row(replica, reused)).isEqualTo(row);
        ItemSignals signals = state(replica).signals();
        assertThat(signals.counts().of(row)).isZero();
        assertThat(signals.slow().log(row)).isEqualTo(DecayedCounts.NEVER);
        assertThat(signals.fast().log(row)).isEqualTo(DecayedCounts.NEVER);
        assertThat(signals.topSlow().size()).isEqualTo(1);
        assertThat(weight(replica, reused, "other")).isZero();
        assertThat(weight(replica, "other", reused)).isZero();

        learn(replica, "gone");
        assertThat(row(replica, "gone")).isNotEqualTo(row);
        assertThat(weight(replica, "other", "gone"))
                .as("what others know of it")
                .isEqualTo(2f);
        assertThat(signals.counts().of(row(replica, "gone"))).isEqualTo(1);
    }

    @Test
    void rowsOfARankerAreTakenBackToTheirStart() {
        replica.apply(published(RowLayout.TOTALS_ROW, 9, null));
        state(replica).weights().step(0, 0, 1f, 1f);
        replica.apply(published("item", 1, null));
        replica.apply(published(RowLayout.neighboursRow("item"), 1, neighbours("item-2", 2f)));

        replica.takeBack(RowLayout.TOTALS_ROW);
        replica.takeBack(RANKER.weightsRow());
        replica.takeBack(RowLayout.neighboursRow("item"));

        assertThat(state(replica).signals().clock()).isZero();
        assertThat(state(replica).weights().weight(0, 0)).isEqualTo(1f);
        assertThat(size(replica, row(replica, "item"))).isZero();
        assertThat(replica.apply(published(RowLayout.TOTALS_ROW, 4, null))).isTrue();
    }

    @Test
    void aSnapshotBringsSignalsAndWeightsBack() throws IOException {
        learn(replica, "first");
        learn(replica, "second", "first");
        learn(replica, "first", "second");
        state(replica).weights().step(1, 1, 2f, 0.5f);
        replica.apply(published(RowLayout.neighboursRow("first"), 7, neighbours("unknown", 2f)));

        ItemReplica restored = replica(RANKER);
        for (byte[] chunk : chunks(replica)) {
            ReplicaSnapshot.read(chunk, restored);
        }

        assertThat(chunks(restored)).containsExactlyElementsOf(chunks(replica));
        assertThat(state(restored).signals().clock()).isEqualTo(3);
        assertThat(state(restored).signals().topSlow().row(0)).isEqualTo(row(restored, "first"));
        assertThat(state(restored).weights().weight(1, 1))
                .isEqualTo(state(replica).weights().weight(1, 1));
        assertThat(weight(restored, "second", "first")).isEqualTo(weight(replica, "second", "first"));
        restored.apply(OwnedRow.start("unknown", LAYOUT).publish(LAYOUT, 1));
        assertThat(weight(restored, "first", "unknown")).isEqualTo(2f);
    }

    @Test
    void aReplicaWithoutARankerLeavesItsRowsOut() throws IOException {
        learn(replica, "first");
        learn(replica, "second", "first");
        ItemReplica embedding = replica(null);

        for (byte[] chunk : chunks(replica)) {
            ReplicaSnapshot.read(chunk, embedding);
        }

        assertThat(embedding.model().size()).isEqualTo(2);
        assertThat(embedding.popularity().count(row(embedding, "first"))).isEqualTo(1);
        assertThat(embedding.apply(published(RowLayout.TOTALS_ROW, 9, null))).isFalse();
        assertThat(embedding.apply(published(RowLayout.neighboursRow("first"), 1, neighbours("second", 2f))))
                .isFalse();
        assertThat(embedding.apply(published(RANKER.weightsRow(), 1, null))).isFalse();
        embedding.takeBack(RowLayout.TOTALS_ROW);
    }

    @Test
    void weightsOfOtherFeaturesAreAnotherRow() {
        RankerLayout more = new RankerLayout(SignalsConfig.DEFAULTS, List.of("a", "c"), new float[] {1f, 0f}, 2);
        RankerLayout sets = new RankerLayout(SignalsConfig.DEFAULTS, List.of("a", "b"), new float[] {1f, 0f}, 3);

        assertThat(more.weightsRow()).isNotEqualTo(RANKER.weightsRow());
        assertThat(sets.weightsRow()).isNotEqualTo(RANKER.weightsRow());
        assertThat(replica.apply(OwnedRow.start(more.weightsRow(), new RowLayout(CONFIG, more))
                        .publish(LAYOUT, 1)))
                .isFalse();
    }

    @Test
    void onlyRowsOfNeighboursYield() {
        assertThat(RowLayout.yields(RowLayout.neighboursRow("item"))).isTrue();
        assertThat(List.of("item", RowLayout.TOTALS_ROW, RANKER.weightsRow())).noneMatch(RowLayout::yields);
    }

    @Test
    void theBytesOfAPublishedRowAreAboutThoseOfItsEncoding() {
        long[] keys = new long[150];
        float[] weights = new float[keys.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = StableHash.of("item-" + i);
            weights[i] = 1f;
        }
        Neighbours many = NeighbourSums.sorted(keys, weights, 0f);
        for (ItemState state :
                List.of(published("item", 5, null), published(RowLayout.neighboursRow("item"), 0, many))) {
            OwnedRow row = OwnedRow.published(state, LAYOUT);
            assertThat((double) row.publishedBytes())
                    .isCloseTo(Codec.itemState().encode(state).length, within(30.0));
        }
    }

    private static ItemReplica replica(@Nullable RankerLayout ranker) {
        return new ItemReplica(CONFIG, ranker, new LoopConfig(1, 100), 7, 55);
    }

    private static RankerState state(ItemReplica replica) {
        return requireNonNull(replica.ranker());
    }

    /** An event of a user who had the other items before, the newest first. */
    private static void learn(ItemReplica replica, String item, String... before) {
        int row = replica.model().rowOf(StableHash.of(item), item);
        RecentItems recent = new RecentItems(10);
        for (int i = 0; i < before.length; i++) {
            recent.add(StableHash.of(before[i]), before.length - i);
        }
        RecentRows rows = new RecentRows(10);
        rows.fill(recent, replica.model().index());
        state(replica).signals().learn(row, rows);
        replica.popularity().add(row, 1);
    }

    private static ItemState published(String rowId, long count, @Nullable Neighbours neighbours) {
        boolean isItem = rowId.charAt(0) != 0;
        float[] vector = isItem ? new float[2] : null;
        return ItemState.builder(rowId, new RowVersion(2, 1))
                .target(vector, 0f)
                .source(vector, 0f)
                .count(count)
                .updatedMs(1)
                .fadedLogs(isItem ? List.of(1.5, 2.5) : List.of())
                .neighbours(neighbours)
                .build();
    }

    private static Neighbours neighbours(String item, float weight) {
        return new Neighbours(new long[] {StableHash.of(item)}, new float[] {weight}, 0f);
    }

    private static List<RowDelta> push(ItemReplica replica, boolean everything) {
        List<RowDelta> pushed = new ArrayList<>();
        replica.push(everything, 1, pushed::add);
        return pushed;
    }

    private static RowDelta delta(List<RowDelta> pushed, String rowId) {
        return pushed.stream()
                .filter(delta -> delta.rowId().equals(rowId))
                .findFirst()
                .orElseThrow();
    }

    private static int row(ItemReplica replica, String item) {
        return replica.model().index().row(StableHash.of(item));
    }

    private static float weight(ItemReplica replica, String from, String to) {
        return state(replica).signals().pairs().weight(row(replica, from), row(replica, to));
    }

    private static int size(ItemReplica replica, int row) {
        NeighbourList list = state(replica).signals().pairs().neighbours(row);
        return list == null ? 0 : list.size();
    }

    private static List<byte[]> chunks(ItemReplica replica) {
        List<byte[]> chunks = new ArrayList<>();
        ReplicaSnapshot.write(replica, chunks::add);
        return chunks;
    }
}
