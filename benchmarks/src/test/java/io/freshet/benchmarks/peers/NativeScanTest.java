package io.freshet.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.embedding.simd.QuadLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our scan in C against plain dot products, where {@code benchmarks/peers/build} was run. */
final class NativeScanTest {
    private static final int ITEMS = 3 * QuadLayout.GROUP;
    private static final int DIMENSION = 12;
    private static final int QUADS = QuadLayout.quads(DIMENSION);

    private final SplittableRandom random = new SplittableRandom(7);
    private final float[] query = vector();
    private final float[] repeated = new float[QuadLayout.queryLength(QUADS)];
    private final float[] table = new float[ITEMS * (DIMENSION + 1)];
    private final float[] expected = new float[ITEMS];

    @BeforeEach
    void peersAreBuilt() {
        assumeTrue(NativePeers.missing() == null, "SKIPPED: " + NativePeers.missing());
    }

    @Test
    void countsWhatIsAboveTheThresholdAndLeavesTheScoresOfTheLastGroup() {
        fill();
        float[] scores = new float[QuadLayout.GROUP];
        long address = NativePeers.allocate(table.length);
        NativePeers.put(address, 0, table, table.length);

        long above = NativePeers.scan(address, ITEMS, repeated, 0.5f, scores);

        NativePeers.free(address);
        long higher = 0;
        for (float score : expected) {
            higher += score > 0.5f ? 1 : 0;
        }
        assertThat(above).isEqualTo(higher).isPositive();
        for (int i = 0; i < QuadLayout.GROUP; i++) {
            assertThat(scores[i]).isEqualTo(expected[ITEMS - QuadLayout.GROUP + i], offset(1e-5f));
        }
    }

    private void fill() {
        QuadLayout.query(query, DIMENSION, repeated, 0);
        for (int item = 0; item < ITEMS; item++) {
            float[] vector = vector();
            float bias = (float) random.nextDouble(-1, 1);
            expected[item] = bias;
            for (int i = 0; i < DIMENSION; i++) {
                expected[item] += query[i] * vector[i];
                int at = QuadLayout.row(item, QUADS) - QuadLayout.ORIGIN;
                table[at + i / QuadLayout.QUAD * QuadLayout.STRIDE + i % QuadLayout.QUAD] = vector[i];
            }
            table[ITEMS * DIMENSION + item] = bias;
        }
    }

    private float[] vector() {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextDouble(-1, 1);
        }
        return vector;
    }
}
