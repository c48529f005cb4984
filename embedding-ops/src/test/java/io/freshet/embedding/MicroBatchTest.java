package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.simd.KernelProvider;
import io.freshet.embedding.simd.Kernels;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class MicroBatchTest {
    private static final long SEED = 20_260_404;
    private static final int DIMENSION = 8;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final EmbeddingTable table = RandomTables.table(500, DIMENSION, 1_000, random);
    private final List<String> answered = new ArrayList<>();

    @Test
    void aFullBatchIsAnsweredInTheOrderInWhichItsQueriesCame() {
        MicroBatch batch = new MicroBatch(table, 3, 1_000);
        add(batch, "a", 0);
        add(batch, "b", 1);
        assertThat(answered).isEmpty();
        assertThat(batch.waiting()).isEqualTo(2);

        add(batch, "c", 2);

        assertThat(answered).containsExactly("a", "b", "c");
        assertThat(batch.waiting()).isZero();
        assertThat(batch.deadline()).isEmpty();
    }

    @Test
    void theOldestQueryWaitsNoLongerThanItsPatience() {
        MicroBatch batch = new MicroBatch(table, 100, 10);
        add(batch, "a", 50);
        add(batch, "b", 59);
        assertThat(batch.deadline()).hasValue(60);
        assertThat(batch.poll(59)).isFalse();
        assertThat(answered).isEmpty();

        assertThat(batch.poll(60)).isTrue();
        assertThat(answered).containsExactly("a", "b");
        assertThat(batch.poll(1_000)).isFalse();

        add(batch, "c", 70);
        add(batch, "d", 80);
        assertThat(answered).containsExactly("a", "b", "c", "d");
    }

    @Test
    void withoutPatienceEachQueryIsAnsweredAtOnce() {
        MicroBatch batch = new MicroBatch(table, 64, 0);
        add(batch, "a", 5);
        assertThat(answered).containsExactly("a");
    }

    @Test
    @DisplayName("each query finds what it would find alone in the table as it is at the pass, seed " + SEED)
    void eachQueryFindsWhatItWouldFindAloneInTheTableAsItIsAtThePass() {
        MicroBatch batch = new MicroBatch(table, 7, 3);
        TableScan alone = table.scan(ScanFormat.FLOAT32);
        int[] checked = {0};
        for (int now = 0; now < 400; now++) {
            RandomTables.write(table, 1, RandomTables.vector(DIMENSION, 1_000, random), random.nextInt(3));
            if (random.nextInt(3) > 0) {
                float[] query = RandomTables.vector(DIMENSION, 1_000, random);
                int k = 1 + random.nextInt(40);
                RowFilter filter = row -> row % 3 != 0;
                batch.add(
                        query.clone(),
                        k,
                        filter,
                        (best, found) -> {
                            TopK expected = new TopK().reset(k);
                            alone.find(query, expected, filter);
                            assertThat(found).isEqualTo(expected.finish());
                            for (int place = 0; place < found; place++) {
                                assertThat(best.row(place)).isEqualTo(expected.row(place));
                                assertThat(best.score(place)).isEqualTo(expected.score(place));
                            }
                            checked[0]++;
                        },
                        now);
            } else {
                batch.poll(now);
            }
        }
        batch.flush();
        assertThat(checked[0]).isGreaterThan(200);
    }

    @Test
    void whatOneQueryThrowsComesOutAfterTheOthersAreAnswered() {
        MicroBatch batch = new MicroBatch(table, 4, 1_000);
        add(batch, "a", 0);
        batch.add(
                new float[DIMENSION],
                5,
                row -> {
                    throw new IllegalStateException("filter");
                },
                (best, found) -> answered.add("never"),
                0);
        add(batch, "c", 0);

        assertThatThrownBy(() -> add(batch, "d", 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("filter");
        assertThat(answered).containsExactly("a", "c", "d");
        add(batch, "e", 0);
        batch.flush();
        assertThat(answered).containsExactly("a", "c", "d", "e");
    }

    @Test
    void allThatIsThrownComesOutTheFirstWithTheOthersAsSuppressed() {
        MicroBatch batch = new MicroBatch(table, 4, 1_000);
        IllegalStateException twice = new IllegalStateException("answer");
        addFailing(batch, "first");
        batch.add(new float[DIMENSION], 5, RowFilter.ALL, (best, found) -> throwing(twice), 0);
        addFailing(batch, "third");

        assertThatThrownBy(() -> batch.add(new float[DIMENSION], 5, RowFilter.ALL, (best, found) -> throwing(twice), 0))
                .hasMessage("first")
                .satisfies(first -> assertThat(first.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("answer", "third", "answer"));
    }

    @Test
    void oneExceptionForSeveralQueriesIsThrownAsItIs() {
        MicroBatch batch = new MicroBatch(table, 2, 1_000);
        IllegalStateException same = new IllegalStateException("same");
        batch.add(new float[DIMENSION], 5, RowFilter.ALL, (best, found) -> throwing(same), 0);

        assertThatThrownBy(() -> batch.add(new float[DIMENSION], 5, RowFilter.ALL, (best, found) -> throwing(same), 0))
                .isSameAs(same)
                .hasNoSuppressedExceptions();
    }

    @Test
    void aQueryWhoseFilterThrowsTakesNoMoreThanAnother() {
        assertThat(looksIntoScores(row -> {
                    throw new IllegalStateException("filter");
                }))
                .isEqualTo(looksIntoScores(row -> true));
    }

    /** How often a pass looks for scores to offer. */
    private int looksIntoScores(RowFilter filter) {
        int[] looks = {0};
        SplittableRandom values = new SplittableRandom(SEED);
        Kernels kernels = KernelProvider.create();
        EmbeddingTable counted = new EmbeddingTable(
                DIMENSION,
                EnumSet.of(ScanFormat.FLOAT32),
                new Kernels(
                        kernels.name(),
                        kernels.rows(),
                        InterposedKernels.of(
                                kernels.scans(), kernel -> looks[0] += kernel.equals("nextAbove") ? 1 : 0)));
        for (int item = 0; item < 20_000; item++) {
            RandomTables.write(counted, counted.add(item, ""), RandomTables.vector(DIMENSION, 1_000, values), 0f);
        }
        MicroBatch batch = new MicroBatch(counted, 2, 1_000);
        batch.add(RandomTables.vector(DIMENSION, 1_000, values), 5, filter, (best, found) -> {}, 0);
        try {
            batch.flush();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("filter");
        }
        return looks[0];
    }

    @Test
    void aTableOfCodesAloneIsScannedForEachQuery() {
        EmbeddingTable codes = new EmbeddingTable(DIMENSION, EnumSet.of(ScanFormat.INT8), KernelProvider.create());
        for (int item = 0; item < 500; item++) {
            RandomTables.write(codes, codes.add(item, ""), RandomTables.vector(DIMENSION, 1_000, random), 0.5f);
        }
        MicroBatch batch = new MicroBatch(codes, 3, 1_000);
        addAndCompare(batch, codes.scan(ScanFormat.INT8));
        addAndCompare(batch, codes.scan(ScanFormat.INT8));
        assertThat(answered).isEmpty();

        addAndCompare(batch, codes.scan(ScanFormat.INT8));

        assertThat(answered).containsExactly("same", "same", "same");
    }

    @Test
    void aModelsItemsAreFoundAsItsOwnScanFindsThem() {
        LearnerConfig config = LearnerConfig.builder().dimension(DIMENSION).build();
        for (ScanFormat format : ScanFormat.values()) {
            ItemModel model = new ItemModel(config, KernelProvider.create(), format);
            for (int item = 0; item < 300; item++) {
                model.rowOf(SplitMix64.mix(item), "item-" + item);
            }
            TableScan scan = (query, best, filter) -> model.scan(query, best.limit(), filter, best);
            addAndCompare(model.microBatch(1, 0), scan);
        }
        assertThat(answered).containsExactly("same", "same");
    }

    private void addAndCompare(MicroBatch batch, TableScan alone) {
        float[] query = RandomTables.vector(DIMENSION, 1_000, random);
        batch.add(
                query,
                10,
                row -> row % 3 != 0,
                (best, found) -> {
                    TopK expected = new TopK().reset(10);
                    alone.find(query, expected, row -> row % 3 != 0);
                    assertThat(found).isEqualTo(expected.finish());
                    for (int place = 0; place < found; place++) {
                        assertThat(best.row(place)).isEqualTo(expected.row(place));
                        assertThat(best.score(place)).isEqualTo(expected.score(place));
                    }
                    answered.add("same");
                },
                0);
    }

    private static void addFailing(MicroBatch batch, String message) {
        RowFilter failing = row -> {
            throw new IllegalStateException(message);
        };
        batch.add(new float[DIMENSION], 5, failing, (best, found) -> {}, 0);
    }

    private static void throwing(RuntimeException e) {
        throw e;
    }

    @Test
    void whatCannotBeAnsweredIsRefusedAtOnce() {
        MicroBatch batch = new MicroBatch(table, 4, 1_000);
        assertThatThrownBy(() -> batch.add(new float[3], 5, RowFilter.ALL, (best, found) -> {}, 0))
                .hasMessage("the query has 3 values, but the table's dimension is 8");
        assertThatThrownBy(() -> batch.add(new float[DIMENSION], 0, RowFilter.ALL, (best, found) -> {}, 0))
                .hasMessageContaining("k is 0");
        assertThat(batch.waiting()).isZero();
        assertThatThrownBy(() -> new MicroBatch(table, 0, 1)).hasMessageContaining("size is 0");
        assertThatThrownBy(() -> new MicroBatch(table, 1, -1)).hasMessageContaining("patience is -1");
        EmbeddingTable none = new EmbeddingTable(DIMENSION, EnumSet.noneOf(ScanFormat.class), KernelProvider.create());
        assertThatThrownBy(() -> new MicroBatch(none, 1, 1)).hasMessageContaining("the table has the formats []");
    }

    private void add(MicroBatch batch, String name, long now) {
        float[] query = RandomTables.vector(DIMENSION, 1_000, random);
        batch.add(query, 10, RowFilter.ALL, (best, found) -> answered.add(name), now);
    }
}
