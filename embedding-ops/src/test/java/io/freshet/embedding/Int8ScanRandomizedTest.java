package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.simd.KernelProvider;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Int8ScanRandomizedTest {
    private static final long SEED = 20_260_405;

    @ParameterizedTest(name = "{0} rows, seed " + SEED)
    @ValueSource(ints = {1, 16, 63, 65, 3_500, 8_193, 16_369, 40_000})
    void whatItFindsHasTheExactScoresAndHardlyAnythingIsMissed(int rows) {
        SplittableRandom random = new SplittableRandom(SEED + rows);
        EmbeddingTable table = RandomTables.table(rows, 24, 1_000_000, random);
        TableScan scan = table.scan(ScanFormat.INT8);
        int missed = 0;
        int wanted = 0;
        for (int k : new int[] {1, 10, 100}) {
            for (BitSet rejected : new BitSet[] {new BitSet(), multiplesOfThree(rows)}) {
                float[] query = RandomTables.vector(24, 1_000_000, random);
                TopK best = new TopK().reset(k);
                scan.find(query, best, row -> !rejected.get(row));

                List<RandomTables.Place> exact = RandomTables.naive(table, query, k, rejected);
                List<RandomTables.Place> found = RandomTables.places(best);
                assertThat(found).hasSameSizeAs(exact);
                List<RandomTables.Place> all = RandomTables.naive(table, query, rows, rejected);
                assertThat(all).containsSubsequence(found);
                Set<RandomTables.Place> left = new HashSet<>(exact);
                found.forEach(left::remove);
                missed += left.size();
                wanted += exact.size();
            }
        }
        assertThat(missed).isLessThanOrEqualTo(wanted / 500);
    }

    @Test
    @DisplayName("codes keep in step with their rows, seed " + SEED)
    void codesKeepInStepWithTheirRows() {
        SplittableRandom random = new SplittableRandom(SEED);
        EmbeddingTable table = RandomTables.table(600, 9, 1_000, random);
        for (int change = 0; change < 5_000; change++) {
            int item = random.nextInt(900);
            int row = table.index().row(item);
            if (row == ItemIndex.UNKNOWN) {
                row = table.add(item, "item-" + item);
            }
            if (random.nextInt(4) == 0) {
                table.remove(item);
            } else {
                RandomTables.write(table, row, RandomTables.vector(9, 1_000, random), random.nextInt(3) * 0.1f);
            }
        }
        EmbeddingTable fresh = new EmbeddingTable(9, EnumSet.of(ScanFormat.INT8), KernelProvider.create());
        for (int row = 0; row < table.index().places(); row++) {
            fresh.add(row, "item-" + row);
        }
        for (int row = 0; row < table.index().places(); row++) {
            float[] chunk = table.vectors().chunk(row);
            if (table.index().isUsed(row)) {
                fresh.vectors().write(row, chunk, table.vectors().offset(row), 0f);
                fresh.changed(row, table.bias(row));
            } else {
                fresh.remove(row);
            }
        }
        for (int trial = 0; trial < 20; trial++) {
            float[] query = RandomTables.vector(9, 1_000, random);
            TopK best = new TopK().reset(50);
            TopK expected = new TopK().reset(50);
            table.scan(ScanFormat.INT8).find(query, best, RowFilter.ALL);
            fresh.scan(ScanFormat.INT8).find(query, expected, RowFilter.ALL);
            assertThat(RandomTables.places(best)).isEqualTo(RandomTables.places(expected));
        }
    }

    @Test
    void aModelThatIsScannedAsInt8TakesLessMemoryAndLearnsAllTheSame() {
        LearnerConfig config = LearnerConfig.builder().dimension(64).build();
        ItemModel floats = new ItemModel(config, KernelProvider.create(), ScanFormat.FLOAT32);
        ItemModel codes = new ItemModel(config, KernelProvider.create(), ScanFormat.INT8);
        for (int item = 0; item < 2_000; item++) {
            floats.rowOf(SplitMix64.mix(item), "item-" + item);
            codes.rowOf(SplitMix64.mix(item), "item-" + item);
        }
        float[] query = RandomTables.vector(64, 1_000, new SplittableRandom(SEED));
        TopK expected = new TopK();
        TopK best = new TopK();

        assertThat(codes.bytes()).isLessThan(floats.bytes());
        assertThat(codes.scan(query, 10, RowFilter.ALL, best))
                .isEqualTo(floats.scan(query, 10, RowFilter.ALL, expected));
        assertThat(best.row(0)).isEqualTo(expected.row(0));
        assertThat(best.score(0)).isEqualTo(expected.score(0));
    }

    private static BitSet multiplesOfThree(int rows) {
        BitSet bits = new BitSet();
        for (int row = 0; row < rows; row += 3) {
            bits.set(row);
        }
        return bits;
    }
}
