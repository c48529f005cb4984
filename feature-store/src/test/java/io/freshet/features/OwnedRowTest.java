package io.freshet.features;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.StableHash;
import io.freshet.embedding.StartValues;
import io.freshet.schemas.Coverage;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.Neighbours;
import io.freshet.schemas.RowVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnedRowTest {
    private static final LearnerConfig CONFIG = LearnerConfig.builder()
            .dimension(2)
            .contextLength(1)
            .negatives(4)
            .ringSize(10)
            .build();
    private static final RowLayout LAYOUT = new RowLayout(CONFIG);

    @Test
    void aRowStartsWhereEveryReplicaStartsIt() {
        ItemState state = OwnedRow.start("a", LAYOUT).publish(LAYOUT, 1);

        assertThat(state.target()).isEqualTo(start(StartValues.Table.TARGET));
        assertThat(state.source()).isEqualTo(start(StartValues.Table.SOURCE));
        assertThat(state.count()).isZero();
        assertThat(state.version()).isEqualTo(new RowVersion(1, 0));
        assertThat(state.covers()).isEmpty();
    }

    @Test
    void theWeightsRowStartsAtPowersOfFourFifths() {
        ItemState state = OwnedRow.start(RowLayout.WEIGHTS_ROW, LAYOUT).publish(LAYOUT, 1);

        assertThat(state.weights()).containsOnly(1f).hasSize(8);
        assertThat(state.weightAccumulators()).containsOnly(0f).hasSize(8);
        assertThat(state.target()).isNull();
    }

    @Test
    void everyDeltaIsAddedToItsPart() {
        OwnedRow row = OwnedRow.start("a", LAYOUT);
        float[] target = start(StartValues.Table.TARGET);
        float[] source = start(StartValues.Table.SOURCE);
        row.add(delta(3, 70, 1, new float[] {1f, 2f, 0.5f, 4f, 8f}, null, 2, 500), LAYOUT, 1);
        row.add(delta(0, 71, 9, null, new float[] {16f, 32f, 64f}, 1, 400), LAYOUT, 1);

        ItemState state = row.publish(LAYOUT, 1);

        assertThat(state.target()).containsExactly(target[0] + 1f, target[1] + 2f);
        assertThat(state.bias()).isEqualTo(0.5f);
        assertThat(state.targetAccumulator()).isEqualTo(4f);
        assertThat(state.biasAccumulator()).isEqualTo(8f);
        assertThat(state.source()).containsExactly(source[0] + 16f, source[1] + 32f);
        assertThat(state.sourceAccumulator()).isEqualTo(64f);
        assertThat(state.count()).isEqualTo(3);
        assertThat(state.version()).isEqualTo(new RowVersion(1, 2));
        assertThat(state.updatedMs()).isEqualTo(500);
        assertThat(state.covers()).containsExactly(new Coverage(3, 70, 1), new Coverage(0, 71, 9));
    }

    @Test
    void coverageNamesTheLastPushOfEachLearnerOfThisEpoch() {
        OwnedRow row = OwnedRow.start("a", LAYOUT);
        row.add(delta(3, 70, 1, null, null, 1, 0), LAYOUT, 1);
        row.add(delta(3, 70, 4, null, null, 1, 0), LAYOUT, 1);
        row.add(delta(5, 80, 2, null, null, 1, 0), LAYOUT, 1);
        assertThat(row.publish(LAYOUT, 1).covers()).containsExactly(new Coverage(3, 70, 4), new Coverage(5, 80, 2));

        row.add(delta(5, 90, 1, null, null, 1, 0), LAYOUT, 2);

        ItemState state = row.publish(LAYOUT, 2);
        assertThat(state.covers()).containsExactly(new Coverage(5, 90, 1));
        assertThat(state.version()).isEqualTo(new RowVersion(2, 4));
        assertThat(state.count()).isEqualTo(4);
    }

    @Test
    void whatWasPublishedDoesNotChangeWithTheRow() {
        OwnedRow row = OwnedRow.start("a", LAYOUT);
        ItemState before = row.publish(LAYOUT, 1);
        ItemState same = row.publish(LAYOUT, 1);
        row.add(delta(3, 70, 1, new float[] {1f, 2f, 0.5f, 4f, 8f}, null, 2, 500), LAYOUT, 1);

        assertThat(before).isEqualTo(same);
        assertThat(row.publish(LAYOUT, 1)).isNotEqualTo(before);
    }

    @Test
    void aCopyLivesItsOwnLife() {
        OwnedRow row = OwnedRow.start("a", LAYOUT);
        ItemState before = row.publish(LAYOUT, 1);
        row.copy().add(delta(3, 70, 1, new float[] {1f, 2f, 0.5f, 4f, 8f}, null, 2, 500), LAYOUT, 1);

        assertThat(row.publish(LAYOUT, 1)).isEqualTo(before);
    }

    @Test
    void aDeltaOfAnotherDimensionIsRefused() {
        assertThatThrownBy(() -> OwnedRow.start("a", LAYOUT).add(delta(3, 70, 1, new float[7], null, 1, 0), LAYOUT, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 'a' cannot take 7 values into part 0: all learners must have the same dimension and"
                        + " context length");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 3e38f})
    void aDeltaThatWouldMakeAValueInfiniteAddsNoneButCounts(float value) {
        OwnedRow row = OwnedRow.start("a", LAYOUT);
        row.add(delta(3, 70, 1, new float[] {0f, 0f, 0f, 2e38f, 0f}, null, 1, 0), LAYOUT, 1);
        ItemState before = row.publish(LAYOUT, 1);

        boolean added = row.add(
                delta(3, 70, 2, new float[] {1f, 1f, 1f, value, 1f}, new float[] {1f, 1f, 1f}, 2, 0), LAYOUT, 1);

        ItemState after = row.publish(LAYOUT, 1);
        assertThat(added).isFalse();
        assertThat(after.target()).isEqualTo(before.target());
        assertThat(after.source()).isEqualTo(before.source());
        assertThat(after.bias()).isEqualTo(before.bias());
        assertThat(after.targetAccumulator()).isEqualTo(2e38f);
        assertThat(after.count()).isEqualTo(3);
        assertThat(after.version()).isEqualTo(new RowVersion(1, 2));
        assertThat(after.covers()).containsExactly(new Coverage(3, 70, 2));
    }

    @Test
    void aVectorThatGetsTooLongIsCutAndNothingElseIs() {
        OwnedRow row = OwnedRow.start("a", LAYOUT);
        float tooLong = 10 * CONFIG.maxNorm();

        row.add(delta(3, 70, 1, new float[] {tooLong, 0f, tooLong, tooLong, 0f}, null, 1, 0), LAYOUT, 1);

        ItemState state = row.publish(LAYOUT, 1);
        float[] target = requireNonNull(state.target());
        assertThat(Math.hypot(target[0], target[1])).isCloseTo(CONFIG.maxNorm(), Offset.offset(1e-4));
        assertThat(state.bias()).isEqualTo(tooLong);
        assertThat(state.targetAccumulator()).isEqualTo(tooLong);
        assertThat(state.source()).isEqualTo(start(StartValues.Table.SOURCE));
    }

    @Test
    void afterARestartTheHigherEpochHealsWhatTheFailedAttemptPublished() throws Exception {
        ItemReplica replica = new ItemReplica(CONFIG, new LoopConfig(1, 0), 0, 1);
        OwnedRow row = OwnedRow.start("a", LAYOUT);
        row.add(delta(1, 1, 1, new float[] {1f, 1f, 1f, 1f, 1f}, null, 1, 0), LAYOUT, 1);
        replica.apply(row.publish(LAYOUT, 1));
        OwnedRow checkpointedRow = row.copy();
        List<byte[]> checkpointedReplica = new ArrayList<>();
        ReplicaSnapshot.write(replica, checkpointedReplica::add);
        row.add(delta(1, 1, 2, new float[] {9f, 9f, 9f, 9f, 9f}, null, 1, 0), LAYOUT, 1);
        ItemState pastTheCheckpoint = row.publish(LAYOUT, 1);

        ItemReplica restored = new ItemReplica(CONFIG, new LoopConfig(1, 0), 0, 2);
        for (byte[] chunk : checkpointedReplica) {
            ReplicaSnapshot.read(chunk, restored);
        }
        assertThat(restored.apply(pastTheCheckpoint)).isTrue();
        assertThat(restored.apply(checkpointedRow.publish(LAYOUT, 2))).isTrue();

        assertThat(restored.model().bias(0)).isEqualTo(1f);
        assertThat(restored.popularity().count(0)).isEqualTo(1);
        assertThat(restored.apply(pastTheCheckpoint)).isFalse();
    }

    /** One that was learned with a ranker, before a restore without: it lies still, but what was held back is added. */
    @Test
    void withoutARankerNeighboursAreNotCut() {
        int many = 50;
        OwnedRow row = OwnedRow.start(RowLayout.neighboursRow("a"), LAYOUT);
        row.add(neighbours(many, 1), LAYOUT, 1);
        row.add(neighbours(many, 2), LAYOUT, 1);

        Neighbours sum = requireNonNull(row.publish(LAYOUT, 1).neighbours());
        assertThat(sum.keys()).hasSize(many);
        assertThat(sum.weights()).containsOnly(2f);
    }

    /** Weight 1 for each of so many. */
    private static RowDelta neighbours(int many, long push) {
        float[] weights = new float[many];
        Arrays.fill(weights, 1f);
        Neighbours neighbours = new Neighbours(LongStream.rangeClosed(1, many).toArray(), weights, 0f);
        Signals signals = new Signals(DecayedCounts.NEVER, DecayedCounts.NEVER, neighbours);
        return new RowDelta(
                RowLayout.neighboursRow("a"), 3, 70, push, null, new float[RowLayout.PARTS][], signals, 0, 0);
    }

    private static float[] start(StartValues.Table table) {
        float[] start = new float[2];
        new StartValues(CONFIG).fill(table, StableHash.of("a"), start, 0, 2);
        return start;
    }

    private static RowDelta delta(
            int learner,
            long incarnation,
            long push,
            float @Nullable [] target,
            float @Nullable [] source,
            long count,
            long timeMs) {
        float[] @Nullable [] parts = new float[RowLayout.PARTS][];
        parts[RowLayout.TARGET] = target;
        parts[RowLayout.SOURCE] = source;
        return new RowDelta("a", learner, incarnation, push, parts, count, timeMs);
    }
}
