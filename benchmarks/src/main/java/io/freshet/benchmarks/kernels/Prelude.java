package io.freshet.benchmarks.kernels;

import io.freshet.embedding.EmbeddingTable;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.MicroBatch;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.ScanFormat;
import java.util.EnumSet;

/**
 * Runs all kernels for a moment, as in a process that learns and answers. A compiler judges code by everything that has
 * called it, so a kernel that is measured in a JVM of its own may be faster than it will ever be.
 */
final class Prelude {
    private static final LearnerConfig CONFIG = LearnerConfig.DEFAULTS;
    private static final int ITEMS = 20_000;
    private static final int ROUNDS = 320;
    private static final int BATCH = 64;
    private static final int STEPS_A_ROUND = 20;

    private Prelude() {}

    /** @return something of the results */
    static double play() {
        Vectors vectors = new Vectors(ITEMS, CONFIG.dimension());
        float[][] queries = vectors.queries(ROUNDS);
        EmbeddingTable table = vectors.toTable(EnumSet.allOf(ScanFormat.class));
        OurScan floats = new OurScan(table.scan(ScanFormat.FLOAT32), queries);
        OurScan codes = new OurScan(table.scan(ScanFormat.INT8), queries);
        MicroBatch batch = new MicroBatch(table, BATCH, 0);
        Steps learner = new FreshetSteps(
                CONFIG,
                vectors.into(new ItemModel(CONFIG)),
                LearningEvents.of(ROUNDS, ROUNDS, ITEMS, CONFIG.contextLength()),
                ROUNDS);
        int[] rows = new int[ExactScan.LIMIT];
        double sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += floats.find(round, rows) + codes.find(round, rows) + learner.next(STEPS_A_ROUND);
            batch.add(queries[round], ExactScan.LIMIT, RowFilter.ALL, (best, found) -> {}, round);
        }
        return sum;
    }
}
