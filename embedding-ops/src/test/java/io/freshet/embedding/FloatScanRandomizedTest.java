package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.simd.KernelProvider;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
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
            EmbeddingTable table = table(rows, distinct, random);
            FloatScan scan = new FloatScan(table.scan(), KernelProvider.create().scans());
            float[] query = vector(distinct, random);
            for (int k : new int[] {1, 100, 600, rows + 3}) {
                for (double rejected : new double[] {0, 0.1, 1}) {
                    BitSet out = rejectedRows(table, query, rejected, random);
                    Asked filter = new Asked(out);
                    TopK best = new TopK().reset(k);

                    scan.find(query, rows, best, filter);

                    assertThat(places(best)).isEqualTo(naive(table, query, k, out));
                    assertThat(filter.askedTooOften()).isZero();
                }
            }
        }
    }

    /** Half of them among the best, as the items are that a user has consumed. */
    private static BitSet rejectedRows(EmbeddingTable table, float[] query, double share, SplittableRandom random) {
        BitSet out = new BitSet();
        int rows = table.index().places();
        List<Place> all = naive(table, query, rows, out);
        for (Place place : all) {
            boolean best = out.cardinality() < share * 50 && random.nextBoolean();
            if (best || random.nextDouble() < share) {
                out.set(place.row);
            }
        }
        return out;
    }

    private static EmbeddingTable table(int rows, int distinct, SplittableRandom random) {
        EmbeddingTable table = new EmbeddingTable(DIMENSION, EnumSet.of(ScanFormat.FLOAT32), KernelProvider.create());
        for (int item = 0; item < rows; item++) {
            int row = table.add(item, "item-" + item);
            table.vectors().write(row, vector(distinct, random), 0, 0f);
            table.changed(row, random.nextInt(2) * 0.5f);
        }
        for (int item = 0; item < rows; item += 7) {
            table.remove(item);
        }
        return table;
    }

    private static float[] vector(int distinct, SplittableRandom random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = random.nextInt(distinct) * (1f / distinct) - 0.5f;
        }
        return vector;
    }

    private static List<Place> places(TopK best) {
        List<Place> places = new ArrayList<>();
        int found = best.finish();
        for (int place = 0; place < found; place++) {
            places.add(new Place(best.row(place), best.score(place)));
        }
        return places;
    }

    private static List<Place> naive(EmbeddingTable table, float[] query, int k, BitSet rejected) {
        List<Place> places = new ArrayList<>();
        for (int row = 0; row < table.index().places(); row++) {
            if (table.index().isUsed(row) && !rejected.get(row)) {
                float[] chunk = table.vectors().chunk(row);
                int offset = table.vectors().offset(row);
                float[] sums = new float[4];
                for (int i = 0; i < DIMENSION; i++) {
                    sums[i % 4] = Math.fma(query[i], chunk[offset + i], sums[i % 4]);
                }
                places.add(new Place(row, (sums[0] + sums[1]) + (sums[2] + sums[3]) + table.bias(row)));
            }
        }
        places.sort(Comparator.comparingDouble(Place::score).reversed().thenComparingInt(Place::row));
        return places.subList(0, Math.min(k, places.size()));
    }

    private record Place(int row, float score) {}

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
