package io.freshet.embedding;

import io.freshet.embedding.simd.KernelProvider;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;

/** Tables with all formats and some removed rows, and what a sort of all scores finds in them. */
final class RandomTables {
    private RandomTables() {}

    static EmbeddingTable table(int rows, int dimension, int distinct, SplittableRandom random) {
        EmbeddingTable table = new EmbeddingTable(dimension, EnumSet.allOf(ScanFormat.class), KernelProvider.create());
        for (int item = 0; item < rows; item++) {
            int row = table.add(item, "item-" + item);
            write(table, row, vector(dimension, distinct, random), random.nextInt(2) * 0.5f);
        }
        for (int item = 0; item < rows; item += 7) {
            table.remove(item);
        }
        return table;
    }

    static void write(EmbeddingTable table, int row, float[] vector, float bias) {
        table.vectors().write(row, vector, 0, 0f);
        table.changed(row, bias);
    }

    static float[] vector(int dimension, int distinct, SplittableRandom random) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = random.nextInt(distinct) * (1f / distinct) - 0.5f;
        }
        return vector;
    }

    /** The best rows with their scores, best first. */
    static List<Place> places(TopK best) {
        List<Place> places = new ArrayList<>();
        int found = best.finish();
        for (int place = 0; place < found; place++) {
            places.add(new Place(best.row(place), best.score(place)));
        }
        return places;
    }

    static List<Place> naive(EmbeddingTable table, float[] query, int k, BitSet rejected) {
        List<Place> places = new ArrayList<>();
        for (int row = 0; row < table.index().places(); row++) {
            if (table.index().isUsed(row) && !rejected.get(row)) {
                float[] chunk = table.vectors().chunk(row);
                int offset = table.vectors().offset(row);
                float[] sums = new float[4];
                for (int i = 0; i < query.length; i++) {
                    sums[i % 4] = Math.fma(query[i], chunk[offset + i], sums[i % 4]);
                }
                places.add(new Place(row, (sums[0] + sums[1]) + (sums[2] + sums[3]) + table.bias(row)));
            }
        }
        places.sort(Comparator.comparingDouble(Place::score).reversed().thenComparingInt(Place::row));
        return places.subList(0, Math.min(k, places.size()));
    }

    record Place(int row, float score) {}
}
