package io.freshet.features;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.RowTable;
import io.freshet.embedding.Situations;
import io.freshet.schemas.Codec;
import io.freshet.schemas.ItemState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The vectors of situations on their way between learners. */
final class SituationRowsTest {
    private static final LearnerConfig CONFIG = config(true);
    private static final LearnerConfig WITHOUT = config(false);
    private static final RowLayout LAYOUT = new RowLayout(CONFIG);
    private static final String ROW = "\0situation:gap:3";
    private static final int GAP = Situations.row("gap:3");

    private final ItemReplica replica = replica(CONFIG, 7);

    @Test
    void aRowIsNamedByItsSituationAndOtherNamesAreNone() {
        assertThat(SituationRows.name(GAP)).isEqualTo(ROW);
        assertThat(SituationRows.row(ROW)).isEqualTo(GAP);
        for (String other : List.of("gap:3", "\0situation:", "\0situation:gap:8", "\0situation:hour:3", "\0gap:3")) {
            assertThat(SituationRows.has(other)).as(other.trim()).isFalse();
        }
        assertThat(LAYOUT.kind(ROW)).isEqualTo(RowKind.SITUATION);
        assertThat(new RowLayout(WITHOUT).kind(ROW)).isEqualTo(RowKind.UNKNOWN);
    }

    @Test
    void aStepGoesOutWithTheNextPushAndTheOwnerPublishesItAsWeights() throws Exception {
        float[] start = vector(replica);
        step(replica, 1f);

        List<RowDelta> pushed = push(replica);
        assertThat(pushed).extracting(RowDelta::rowId).containsExactly(ROW);
        assertThat(push(replica)).isEmpty();
        OwnedRow owner = OwnedRow.start(pushed.get(0), LAYOUT);
        assertThat(owner.add(pushed.get(0), LAYOUT, 1)).isTrue();
        ItemState published = owner.publish(LAYOUT, 1);

        assertThat(published.weights()).containsExactly(start[0] + 1f, start[1]);
        assertThat(published.weightAccumulators()).containsExactly(0.5f);
        assertThat(published.target()).isNull();
        assertThat(published.source()).isNull();
        ItemState travelled = Codec.itemState().decode(Codec.itemState().encode(published));
        ItemReplica other = replica(CONFIG, 8);
        assertThat(other.apply(travelled)).isTrue();
        assertThat(vector(other)).isEqualTo(vector(replica));
        assertThat(replica.apply(travelled)).isTrue();
        assertThat(replica.unacknowledged()).isZero();
    }

    @Test
    void stepsOfSeveralLearnersAddUp() {
        ItemReplica other = replica(CONFIG, 8);
        step(replica, 1f);
        step(other, 2f);
        OwnedRow owner = OwnedRow.start(ROW, LAYOUT);
        push(replica).forEach(delta -> owner.add(delta, LAYOUT, 1));
        step(replica, 4f);
        push(other).forEach(delta -> owner.add(delta, LAYOUT, 1));

        replica.apply(owner.publish(LAYOUT, 1));

        float[] start = requireNonNull(LAYOUT.startOf(ROW)[RowLayout.SOURCE]);
        assertThat(vector(replica)[0]).isEqualTo(start[0] + 7f, Offset.offset(1e-5f));
        assertThat(accumulator(replica)).isEqualTo(1.5f);
        assertThat(requireNonNull(owner.part(RowLayout.SOURCE))[0]).isEqualTo(start[0] + 3f, Offset.offset(1e-5f));
    }

    @Test
    void aVectorThatGetsTooLongIsCutByTheOwnerAndByWhoReadsIt() {
        OwnedRow owner = OwnedRow.start(ROW, LAYOUT);
        owner.add(new RowDelta(ROW, 1, 1, 1, new float[][] {null, {1e6f, 0f, 1e6f}, null}, 0, 0), LAYOUT, 1);

        ItemState published = owner.publish(LAYOUT, 1);

        float[] weights = requireNonNull(published.weights());
        assertThat(Math.hypot(weights[0], weights[1])).isEqualTo(CONFIG.maxNorm(), Offset.offset(1e-3));
        assertThat(published.weightAccumulators()).containsExactly(1e6f);
        replica.apply(state(published, new float[] {0f, 1e6f}));
        assertThat(vector(replica)).containsExactly(0f, CONFIG.maxNorm());
    }

    @Test
    void anOwnerThatTakesUpWhatWasPublishedGoesOnFromThere() {
        OwnedRow owner = OwnedRow.start(ROW, LAYOUT);
        step(replica, 1f);
        push(replica).forEach(delta -> owner.add(delta, LAYOUT, 1));
        OwnedRow taken = OwnedRow.published(owner.publish(LAYOUT, 1), LAYOUT);

        assertThat(taken.publish(LAYOUT, 2)).isEqualTo(owner.publish(LAYOUT, 2));
    }

    @Test
    void anOwnedRowComesBackAsItWasSaved() throws IOException {
        OwnedRow owner = OwnedRow.start(ROW, LAYOUT);
        step(replica, 1f);
        push(replica).forEach(delta -> owner.add(delta, LAYOUT, 1));
        byte[] bytes = Golden.written(out -> OwnedRowFormat.write(owner, out));

        OwnedRow read = OwnedRowFormat.read(Golden.input(bytes));

        assertThat(read.publish(LAYOUT, 1)).isEqualTo(owner.publish(LAYOUT, 1));
    }

    /** Whoever turns situations off does not lose what an owner keeps of them, and publishes the same. */
    @Test
    void whoHasNoSituationsLeavesTheirRowsAlone() {
        step(replica, 1f);
        OwnedRow owner = OwnedRow.start(ROW, LAYOUT);
        push(replica).forEach(delta -> owner.add(delta, LAYOUT, 1));
        ItemState published = owner.publish(LAYOUT, 1);
        ItemReplica without = replica(WITHOUT, 8);

        assertThat(without.apply(published)).isFalse();
        without.takeBack(ROW);
        assertThat(without.model().situations()).isNull();
        assertThat(owner.publish(new RowLayout(WITHOUT), 1)).isEqualTo(published);
    }

    @Test
    void aVectorOfAnotherDimensionIsRefused() {
        ItemState published = OwnedRow.start(ROW, LAYOUT).publish(LAYOUT, 1);

        assertThatThrownBy(() -> replica.apply(state(published, new float[3])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("row '$situation:gap:3' has 3 values, but this model has 2");
    }

    @Test
    void aRowThatIsTakenBackIsAtItsStart() {
        float[] start = vector(replica);
        OwnedRow owner = OwnedRow.start(ROW, LAYOUT);
        owner.add(new RowDelta(ROW, 1, 1, 1, new float[][] {null, {1f, 2f, 3f}, null}, 0, 0), LAYOUT, 1);
        replica.apply(owner.publish(LAYOUT, 1));
        assertThat(vector(replica)).isNotEqualTo(start);

        replica.takeBack(ROW);

        assertThat(vector(replica)).isEqualTo(start);
        assertThat(accumulator(replica)).isZero();
    }

    @Test
    void whatIsSavedOfAReplicaHasTheRowsThatHaveLeftTheirStart() throws IOException {
        assertThat(savedRows(replica)).containsExactly(RowLayout.WEIGHTS_ROW);
        step(replica, 1f);
        assertThat(savedRows(replica)).containsExactly(RowLayout.WEIGHTS_ROW, ROW);

        ItemReplica restored = restored(replica, CONFIG);

        assertThat(vector(restored)).isEqualTo(vector(replica));
        assertThat(accumulator(restored)).isEqualTo(0.5f);
        assertThat(savedRows(restored)).containsExactly(RowLayout.WEIGHTS_ROW, ROW);
        assertThat(restored(replica, WITHOUT).model().situations()).isNull();
    }

    @Test
    void aReplicaOfAJobWithoutSituationsBeginsWithTheirStartValues() throws IOException {
        ItemReplica restored = restored(replica(WITHOUT, 7), CONFIG);

        assertThat(vector(restored)).isEqualTo(vector(replica));
        assertThat(accumulator(restored)).isZero();
        step(restored, 1f);
        assertThat(push(restored)).extracting(RowDelta::rowId).containsExactly(ROW);
    }

    private static LearnerConfig config(boolean situations) {
        return LearnerConfig.builder()
                .dimension(2)
                .contextLength(1)
                .situations(situations)
                .build();
    }

    private static ItemReplica replica(LearnerConfig config, int learner) {
        return new ItemReplica(config, new LoopConfig(1, 100), learner, 55);
    }

    /** Adds to the first value of the vector, and a half to the accumulator. */
    private static void step(ItemReplica replica, float by) {
        replica.changes().beforeSituation(GAP);
        RowTable table = table(replica);
        table.chunk(GAP)[table.offset(GAP)] += by;
        table.accumulator(GAP, table.accumulator(GAP) + 0.5f);
    }

    private static float[] vector(ItemReplica replica) {
        RowTable table = table(replica);
        return new float[] {table.chunk(GAP)[table.offset(GAP)], table.chunk(GAP)[table.offset(GAP) + 1]};
    }

    private static float accumulator(ItemReplica replica) {
        return table(replica).accumulator(GAP);
    }

    private static RowTable table(ItemReplica replica) {
        return requireNonNull(replica.model().situations()).table();
    }

    private static List<RowDelta> push(ItemReplica replica) {
        List<RowDelta> pushed = new ArrayList<>();
        replica.push(false, 123, pushed::add);
        return pushed;
    }

    private static ItemState state(ItemState row, float[] weights) {
        return ItemState.builder(row.rowId(), row.version())
                .weights(weights, new float[1])
                .updatedMs(1)
                .build();
    }

    private static List<String> savedRows(ItemReplica replica) {
        List<String> rows = new ArrayList<>();
        replica.forEachRow(row -> rows.add(row.rowId()));
        return rows;
    }

    private static ItemReplica restored(ItemReplica saved, LearnerConfig config) throws IOException {
        List<byte[]> chunks = new ArrayList<>();
        ReplicaSnapshot.write(saved, chunks::add);
        ItemReplica restored = replica(config, 9);
        for (byte[] chunk : chunks) {
            ReplicaSnapshot.read(chunk, restored);
        }
        return restored;
    }
}
