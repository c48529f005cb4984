package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.simd.KernelProvider;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchScanRandomizedTest {
    private static final long SEED = 20_260_403;

    @ParameterizedTest(name = "{0} rows of {1}, {2} queries, seed " + SEED)
    @CsvSource({"1, 3, 1", "17, 8, 5", "3500, 16, 64", "8200, 6, 3", "16400, 5, 65", "40000, 4, 130"})
    void eachQueryFindsWhatItWouldFindAlone(int rows, int dimension, int count) {
        SplittableRandom random = new SplittableRandom(SEED + rows);
        for (int distinct : new int[] {3, 1_000_000}) {
            EmbeddingTable table = RandomTables.table(rows, dimension, distinct, random);
            TableScan alone = table.scan(ScanFormat.FLOAT32);
            BatchScan batch = new BatchScan(table, table.kernels().scans());
            List<ScanQuery> queries = new ArrayList<>();
            for (int q = 0; q < count; q++) {
                int every = 1 + random.nextInt(4);
                RowFilter filter = random.nextBoolean() ? RowFilter.ALL : row -> row % 5 % every == 0;
                int k = random.nextInt(3) == 0 ? rows + 1 : 1 + random.nextInt(150);
                float[] query = RandomTables.vector(dimension, distinct, random);
                queries.add(new ScanQuery(query, filter, new TopK().reset(k)));
            }

            batch.find(queries);

            for (ScanQuery query : queries) {
                TopK expected = new TopK().reset(query.best().limit());
                alone.find(query.vector(), expected, query.filter());
                assertThat(RandomTables.places(query.best())).isEqualTo(RandomTables.places(expected));
            }
        }
    }

    @Test
    @DisplayName("a block whose rows are all removed is not found by plain loops either, seed " + SEED)
    void aBlockWhoseRowsAreAllRemovedIsNotFoundByPlainLoopsEither() {
        SplittableRandom random = new SplittableRandom(SEED);
        EmbeddingTable table = RandomTables.table(300, 6, 1_000, random);
        for (int item = 64; item < 128; item++) {
            table.remove(item);
        }
        TopK best = new TopK().reset(300);
        float[] query = RandomTables.vector(6, 1_000, random);

        new BatchScan(table, KernelProvider.scalar().scans()).find(List.of(new ScanQuery(query, RowFilter.ALL, best)));

        assertThat(RandomTables.places(best)).isEqualTo(RandomTables.naive(table, query, 300, new BitSet()));
    }
}
