package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.simd.KernelProvider;
import io.freshet.embedding.simd.Kernels;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While nobody writes, a scan of a shared table is the writer's own scan. */
final class SharedScanRandomizedTest {
    private static final long SEED = 20_260_111;

    private final Kernels kernels = KernelProvider.create();

    @ParameterizedTest(name = "{0} rows of {1} floats, seed " + SEED)
    @CsvSource({
        "0, 8",
        "1, 1",
        "15, 64",
        "64, 5",
        "65, 5",
        "256, 33",
        "257, 33",
        "1000, 64",
        "8191, 3",
        "8193, 3",
        "8257, 3",
        "16368, 4",
        "16369, 4",
        "40000, 7"
    })
    void findsTheSameBitsAsTheScanOfTheWriter(int rows, int dimension) {
        SplittableRandom random = new SplittableRandom(SEED + rows);
        EmbeddingTable table = randomTable(rows, dimension, random);
        for (ScanFormat format : ScanFormat.values()) {
            SharedScan scan = new SharedScan(table.scan(), format, kernels.scans());
            TableScan writers = table.scan(format);
            for (int limit : new int[] {1, 7, 100, rows + 5}) {
                float[] query = vector(random, dimension);
                for (KeyFilter filter : List.<KeyFilter>of(KeyFilter.ALL, key -> key % 3 != 0, key -> false)) {
                    assertThat(found(scan.find(query, limit, filter)))
                            .isEqualTo(found(table, writers, query, limit, filter));
                }
            }
        }
    }

    private EmbeddingTable randomTable(int rows, int dimension, SplittableRandom random) {
        EmbeddingTable table = EmbeddingTable.shared(dimension, EnumSet.allOf(ScanFormat.class), kernels);
        for (int item = 0; item < rows; item++) {
            write(table, table.add(item, "item-" + item), random);
        }
        for (int n = 0; n < rows / 4; n++) {
            int row = random.nextInt(rows);
            if (table.index().isUsed(row)) {
                write(table, row, random);
                table.remove(random.nextInt(rows));
            }
        }
        for (int item = rows; item < rows + rows / 10; item++) {
            write(table, table.add(item, "item-" + item), random);
        }
        return table;
    }

    /** Coarse values, so that there are ties. */
    private static void write(EmbeddingTable table, int row, SplittableRandom random) {
        float[] values = vector(random, table.dimension());
        table.vectors().write(row, values, 0, 0f);
        table.changed(row, random.nextInt(-4, 5) * 0.5f);
    }

    private static List<Item> found(EmbeddingTable table, TableScan scan, float[] query, int limit, KeyFilter filter) {
        TopK best = new TopK().reset(limit);
        RowFilter byRow = row -> filter.accepts(table.index().key(row));
        scan.find(query, best, byRow);
        int size = best.finish();
        List<Item> items = new ArrayList<>();
        for (int place = 0; place < size; place++) {
            items.add(new Item(table.index().key(best.row(place)), best.score(place)));
        }
        return items;
    }

    private static List<Item> found(ScanResult result) {
        List<Item> items = new ArrayList<>();
        for (int place = 0; place < result.size(); place++) {
            items.add(new Item(result.key(place), result.score(place)));
        }
        return items;
    }

    private static float[] vector(SplittableRandom random, int dimension) {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = random.nextInt(-4, 5) * 0.25f;
        }
        return values;
    }

    private record Item(long key, float score) {}
}
