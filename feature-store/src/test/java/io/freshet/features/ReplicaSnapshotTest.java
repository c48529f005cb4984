package io.freshet.features;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.RowTable;
import io.freshet.embedding.StableHash;
import io.freshet.features.declared.Aggregation;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.features.declared.FeatureEvent;
import io.freshet.features.declared.FeaturePlan;
import io.freshet.features.declared.FlatFeatures;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.RowVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplicaSnapshotTest {
    private static final int ROWS = 5_000;
    private static final int MIB = 1 << 20;
    private static final LearnerConfig CONFIG = LearnerConfig.DEFAULTS;
    private static final LearnerConfig SMALL =
            LearnerConfig.builder().dimension(2).contextLength(1).build();

    @Test
    void aReplicaComesBackInTheOrderOfFirstSight() throws IOException {
        ItemReplica replica = filled();
        List<byte[]> chunks = chunks(replica);
        ItemReplica restored = empty();
        for (byte[] chunk : chunks) {
            ReplicaSnapshot.read(chunk, restored);
        }

        assertThat(restored.model().size()).isEqualTo(ROWS);
        for (int row = 0; row < ROWS; row++) {
            assertThat(restored.model().index().id(row))
                    .isEqualTo(replica.model().index().id(row));
            assertThat(restored.popularity().count(row))
                    .isEqualTo(replica.popularity().count(row));
            assertThat(restored.model().bias(row)).isEqualTo(replica.model().bias(row));
            assertSameRow(restored.model().targets(), replica.model().targets(), row);
            assertSameRow(restored.model().sources(), replica.model().sources(), row);
        }
        assertThat(restored.model().weights().weights())
                .isEqualTo(replica.model().weights().weights());
        assertThat(popular(restored)).isEqualTo(popular(replica));
        assertThat(chunks(restored)).containsExactlyElementsOf(chunks);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theBytesOfEarlierVersionsAreReadAndWrittenAsThoseOfTheNewest(int version) throws IOException {
        byte[] golden = Golden.bytes("ReplicaChunk-" + version);
        ItemReplica replica = new ItemReplica(SMALL, LoopConfig.DEFAULTS, 0, 1);

        ReplicaSnapshot.read(golden, replica);

        assertThat(replica.model().index().id(0)).isEqualTo("caf\u00e9-1");
        assertThat(replica.model().bias(0)).isEqualTo(1f);
        assertThat(replica.popularity().count(0)).isEqualTo(6);
        assertThat(replica.model().weights().weights()[1]).isEqualTo(0.515625f);
        assertThat(chunks(replica)).containsExactly(Golden.bytes("ReplicaChunk"));
    }

    /** An event of the owner's, two more that are not pushed. */
    @Test
    void declaredFeaturesOfItemsAreWrittenAsTheGoldenBytesAndReadBack() throws IOException {
        RankerLayout ranker = layoutWithFeatures();
        FeaturePlan plan = requireNonNull(ranker.plan());
        ItemReplica replica = new ItemReplica(SMALL, ranker, LoopConfig.DEFAULTS, 0, 1);
        RowLayout layout = new RowLayout(SMALL, ranker);
        long timeMs = 1_700_000_000_000L;
        long[] one = {1, 0, 4, timeMs - 5, 0, 1, 0};
        OwnedRow owned = new OwnedRow(
                layout.featuresRow("caf\u00e9-1"),
                new float[RowLayout.PARTS][],
                Signals.NONE,
                FlatFeatures.state(one),
                new ArrayList<>(),
                1,
                2,
                5,
                timeMs);
        assertThat(replica.apply(owned.publish(layout, 5))).isTrue();
        ItemFeatures features = requireNonNull(replica.ranker()).itemFeatures();
        long key = StableHash.of("caf\u00e9-1");
        features.add("caf\u00e9-1", new FeatureEvent(7, key, 8, plan.typeOf("view"), Double.NaN, timeMs, 0));
        features.add("caf\u00e9-1", new FeatureEvent(9, key, 9, plan.typeOf("view"), Double.NaN, timeMs, 0));

        byte[] golden = Golden.bytes("ReplicaChunk-features");
        assertThat(chunks(replica)).containsExactly(golden);
        ItemReplica restored = new ItemReplica(SMALL, ranker, LoopConfig.DEFAULTS, 0, 1);
        ReplicaSnapshot.read(golden, restored);
        assertThat(chunks(restored)).containsExactly(golden);
        ItemReplica fromBefore = new ItemReplica(SMALL, ranker, LoopConfig.DEFAULTS, 0, 1);
        ReplicaSnapshot.read(Golden.bytes("ReplicaChunk-4"), fromBefore);
        assertThat(chunks(fromBefore)).containsExactly(golden);

        ItemReplica without = new ItemReplica(SMALL, LoopConfig.DEFAULTS, 0, 1);
        ReplicaSnapshot.read(golden, without);
        ReplicaSnapshot.read(Golden.bytes("ReplicaChunk"), restored);
        assertThat(without.hasFeatures()).isFalse();
        assertThat(features.size()).isEqualTo(1);
    }

    /** Two neighbours, not in order of their keys, and one without a row. */
    @Test
    void neighboursAreWrittenAsTheyLieAndReadBackInThatOrder() throws IOException {
        RankerLayout ranker = layoutWithFeatures();
        byte[] golden = Golden.bytes("ReplicaChunk-neighbours");
        ItemReplica replica = new ItemReplica(SMALL, ranker, LoopConfig.DEFAULTS, 0, 1);

        ReplicaSnapshot.read(golden, replica);

        CoVisitation pairs = requireNonNull(replica.ranker()).signals().pairs();
        assertThat(pairs.weight(0, 1)).isEqualTo(0.25f);
        assertThat(pairs.weight(0, 2)).isEqualTo(0.5f);
        assertThat(requireNonNull(pairs.neighbours(0)).missing()).isEqualTo(0.125f);
        assertThat(requireNonNull(pairs.neighbours(0)).unknown().size()).isEqualTo(1);
        assertThat(chunks(replica)).containsExactly(golden);
    }

    @ParameterizedTest
    @ValueSource(floats = {0f, -1f, Float.NaN, Float.POSITIVE_INFINITY})
    void aWeightOfANeighbourThatIsNoneIsRefused(float weight) throws IOException {
        byte[] chunk = Golden.bytes("ReplicaChunk-neighbours");
        ByteBuffer.wrap(chunk).putFloat(indexOf(chunk, StableHash.of("c")) + Long.BYTES, weight);
        ItemReplica replica = new ItemReplica(SMALL, layoutWithFeatures(), LoopConfig.DEFAULTS, 0, 1);

        assertThatThrownBy(() -> ReplicaSnapshot.read(chunk, replica))
                .isInstanceOf(IOException.class)
                .hasMessage("a row's neighbours are damaged: " + weight + " is no weight of one");
    }

    private static int indexOf(byte[] bytes, long value) {
        int at = 0;
        while (ByteBuffer.wrap(bytes).getLong(at) != value) {
            at++;
        }
        return at;
    }

    private static RankerLayout layoutWithFeatures() {
        FeaturePlan plan = FeaturePlan.of(List.of(FeatureDefinition.builder("clicks", Entity.ITEM, Aggregation.COUNT)
                .build()));
        return new RankerLayout(
                SignalsConfig.DEFAULTS, List.of("a"), new float[] {0f}, 1, List.of(), List.of("declared"), plan);
    }

    @Test
    void aSnapshotIsCutIntoNumberedChunksOfAboutOneMebibyte() {
        List<byte[]> chunks = chunks(filled());

        assertThat(chunks).hasSizeGreaterThan(2);
        for (int place = 0; place < chunks.size(); place++) {
            assertThat(ReplicaSnapshot.place(chunks.get(place))).isEqualTo(place);
            assertThat(chunks.get(place).length).isLessThan(MIB + 4 * 1024);
            assertThat(chunks.get(place).length >= MIB || place == chunks.size() - 1)
                    .isTrue();
        }
    }

    @Test
    void aReplicaWithoutItemsIsOneChunk() throws IOException {
        List<byte[]> chunks = chunks(empty());
        ItemReplica restored = empty();
        ReplicaSnapshot.read(chunks.get(0), restored);

        assertThat(chunks).hasSize(1);
        assertThat(restored.model().size()).isZero();
    }

    @Test
    void aRestoredReplicaStillKnowsWhichRowsAreStale() throws IOException {
        ItemReplica replica = empty();
        ItemState row = OwnedRow.start("a", new RowLayout(CONFIG)).publish(new RowLayout(CONFIG), 4);
        replica.apply(row);
        ItemReplica restored = empty();
        for (byte[] chunk : chunks(replica)) {
            ReplicaSnapshot.read(chunk, restored);
        }

        assertThat(restored.apply(row)).isFalse();
        assertThat(restored.unacknowledged()).isZero();
    }

    @Test
    void aChunkOfANewerFormatIsRefused() {
        byte[] chunk = chunks(empty()).get(0);
        chunk[0] = 6;

        assertThatThrownBy(() -> ReplicaSnapshot.read(chunk, empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a chunk of a replica has format version 6");
        assertThatThrownBy(() -> ReplicaSnapshot.place(chunk)).isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest(name = "part {0}")
    @ValueSource(ints = {RowLayout.TARGET, RowLayout.SOURCE})
    void aRowWithAValueThatIsNotFiniteIsRefused(int part) {
        float[] @Nullable [] parts = new RowLayout(CONFIG).startOf("a");
        requireNonNull(parts[part])[CONFIG.dimension()] = Float.NaN;

        assertThatThrownBy(() ->
                        empty().restore(new RowCopy("a", null, parts, Signals.NONE, null, 1, ItemAges.UNKNOWN, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 'a' has a value that is not finite, which no program wrote: the data is damaged");
    }

    private static ItemReplica empty() {
        return new ItemReplica(CONFIG, LoopConfig.DEFAULTS, 0, 1);
    }

    /** Many items of equal count, so that their order of first sight matters; some were published, some never were. */
    private static ItemReplica filled() {
        ItemReplica replica = empty();
        for (int row = 0; row < ROWS; row++) {
            String id = "item-" + (row * 7_919L) % 100_003;
            replica.model().rowOf(StableHash.of(id), id);
            replica.model().targetChanged(row, row * 0.25f);
            replica.model().biasAccumulator(row, row);
            replica.model().targets().accumulator(row, row * 0.5f);
            replica.popularity().count(row, row % 3);
            if (row % 2 == 0) {
                replica.apply(state(id, row));
            }
        }
        replica.model().weights().weights()[3] = 0.123f;
        return replica;
    }

    private static ItemState state(String id, int row) {
        float[] vector = new float[CONFIG.dimension()];
        vector[row % vector.length] = row;
        return ItemState.builder(id, new RowVersion(2, row + 1))
                .target(vector, 1f)
                .bias(2f, 3f)
                .source(vector, 4f)
                .count(row % 3)
                .updatedMs(1)
                .build();
    }

    private static List<byte[]> chunks(ItemReplica replica) {
        List<byte[]> chunks = new ArrayList<>();
        ReplicaSnapshot.write(replica, chunks::add);
        return chunks;
    }

    private static List<Integer> popular(ItemReplica replica) {
        List<Integer> rows = new ArrayList<>();
        PopularityOrder.Walk walk = replica.popularity().walk();
        while (walk.hasNext()) {
            rows.add(walk.nextRow());
        }
        return rows;
    }

    private static void assertSameRow(RowTable actual, RowTable expected, int row) {
        assertThat(actual.accumulator(row)).isEqualTo(expected.accumulator(row));
        for (int i = 0; i < CONFIG.dimension(); i++) {
            assertThat(actual.chunk(row)[actual.offset(row) + i])
                    .isEqualTo(expected.chunk(row)[expected.offset(row) + i]);
        }
    }
}
