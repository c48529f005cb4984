package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FloatScanRandomizedTest {
    private static final long SEED = 20_260_402;
    private static final int DIMENSION = 6;

    @ParameterizedTest(name = "{0} rows, seed " + SEED)
    @ValueSource(ints = {1, 15, 16, 17, 255, 257, 3_500, 8_191, 8_192, 8_193, 16_367, 16_368, 16_369, 40_000})
    void findsWhatASortOfAllScoresFinds(int rows) {
        SplittableRandom random = new SplittableRandom(SEED + rows);
        for (int distinct : new int[] {2, 1_000_000}) {
            EmbeddingTable table = RandomTables.table(rows, DIMENSION, distinct, random);
            TableScan scan = table.scan(ScanFormat.FLOAT32);
            float[] query = RandomTables.vector(DIMENSION, distinct, random);
            for (int k : new int[] {1, 100, 600, rows + 3}) {
                for (double rejected : new double[] {0, 0.1, 1}) {
                    BitSet out = rejectedRows(table, query, rejected, random);
                    Asked filter = new Asked(out);
                    TopK best = new TopK().reset(k);

                    scan.find(query, best, filter);

                    assertThat(RandomTables.places(best)).isEqualTo(RandomTables.naive(table, query, k, out));
                    assertThat(filter.askedTooOften()).isZero();

                    scan.find(query, best.reset(k), new Known(out));

                    assertThat(RandomTables.places(best)).isEqualTo(RandomTables.naive(table, query, k, out));
                }
            }
        }
    }

    /** Half of them among the best, as the items are that a user has consumed. */
    private static BitSet rejectedRows(EmbeddingTable table, float[] query, double share, SplittableRandom random) {
        BitSet out = new BitSet();
        int rows = table.index().places();
        List<RandomTables.Place> all = RandomTables.naive(table, query, rows, out);
        for (RandomTables.Place place : all) {
            boolean best = out.cardinality() < share * 50 && random.nextBoolean();
            if (best || random.nextDouble() < share) {
                out.set(place.row());
            }
        }
        return out;
    }

    /** Knows what it rejects, as the filter of consumed items does. */
    private record Known(BitSet out) implements RowFilter {
        @Override
        public boolean accepts(int row) {
            return !out.get(row);
        }

        @Override
        public boolean strikeOut(float[] scores, int rows) {
            out.stream().filter(row -> row < rows).forEach(row -> scores[row] = Float.NEGATIVE_INFINITY);
            return true;
        }
    }

    /** Counts how often it was asked for a row; once by the bootstrap and once by the scan is well. */
    private static final class Asked implements RowFilter {
        private final BitSet rejected;
        private final Map<Integer, Integer> asked = new HashMap<>();

        Asked(BitSet rejected) {
            this.rejected = rejected;
        }

        @Override
        public boolean accepts(int row) {
            asked.merge(row, 1, Integer::sum);
            return !rejected.get(row);
        }

        long askedTooOften() {
            return asked.values().stream().filter(times -> times > 2).count();
        }
    }
}
