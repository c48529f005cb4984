package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.simd.KernelProvider;
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
    void whatCannotBeAnsweredIsRefusedAtOnce() {
        MicroBatch batch = new MicroBatch(table, 4, 1_000);
        assertThatThrownBy(() -> batch.add(new float[3], 5, RowFilter.ALL, (best, found) -> {}, 0))
                .hasMessage("the query has 3 values, but the table's dimension is 8");
        assertThatThrownBy(() -> batch.add(new float[DIMENSION], 0, RowFilter.ALL, (best, found) -> {}, 0))
                .hasMessageContaining("k is 0");
        assertThat(batch.waiting()).isZero();
        assertThatThrownBy(() -> new MicroBatch(table, 0, 1)).hasMessageContaining("size is 0");
        assertThatThrownBy(() -> new MicroBatch(table, 1, -1)).hasMessageContaining("patience is -1");
        EmbeddingTable codes = new EmbeddingTable(DIMENSION, EnumSet.of(ScanFormat.INT8), KernelProvider.create());
        assertThatThrownBy(() -> new MicroBatch(codes, 1, 1)).hasMessageContaining("make it with FLOAT32");
    }

    private void add(MicroBatch batch, String name, long now) {
        float[] query = RandomTables.vector(DIMENSION, 1_000, random);
        batch.add(query, 10, RowFilter.ALL, (best, found) -> answered.add(name), now);
    }
}
