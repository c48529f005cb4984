package io.freshet.benchmarks.kernels;

import io.freshet.benchmarks.peers.DimensionMajor;
import io.freshet.embedding.simd.KernelProvider;
import io.freshet.embedding.simd.QuadLayout;
import io.freshet.embedding.simd.RowKernels;
import io.freshet.embedding.simd.ScanKernels;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Quads of dimensions against plain dimension-major order, kernels alone: a scan in which nothing passes, or the 65 rows
 * that a learning step writes to random places.
 */
public class Layout extends Duel {
    private static final int DIMENSION = 64;
    private static final int QUADS = QuadLayout.quads(DIMENSION);
    private static final int CHUNK_ROWS = 1023 * QuadLayout.GROUP;
    private static final int ROWS_OF_A_STEP = 65;
    private static final int STEPS = 100;
    private static final int ROWS_A_TURN = 400_000;
    private static final float NOTHING_PASSES = 1e30f;

    @Param("3500")
    public int items;

    @Param({"scan", "write"})
    public String work = "";

    private final float[] scores = new float[QuadLayout.GROUP];
    private final float[] biases = new float[CHUNK_ROWS];
    private final float[] expanded = new float[QuadLayout.queryLength(QUADS)];
    private final int[] rows = new int[STEPS * ROWS_OF_A_STEP];
    private ScanKernels scans;
    private RowKernels rowKernels;
    private float[][] quads;
    private DimensionMajor other;
    private float[] vectors;
    private float[] query;

    @Setup
    public void fill() {
        scans = KernelProvider.create().scans();
        rowKernels = KernelProvider.create().rows();
        quads = new float[(items + CHUNK_ROWS - 1) / CHUNK_ROWS][QuadLayout.length(CHUNK_ROWS, QUADS)];
        other = new DimensionMajor(items, DIMENSION);
        vectors = new float[1_024 * DIMENSION];
        new Vectors(1_024, DIMENSION)
                .into((row, vector) -> System.arraycopy(vector, 0, vectors, row * DIMENSION, DIMENSION));
        for (int row = 0; row < items; row++) {
            write(row);
            other.write(row, vectors, offset(row));
        }
        query = new Vectors(1, DIMENSION).queries(1)[0];
        QuadLayout.query(query, DIMENSION, expanded, 0);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextInt(items);
        }
    }

    @Override
    double ours() {
        return work.equals("scan") ? scan() : writeAll();
    }

    private double scan() {
        double sum = 0;
        for (int turn = 0; turn < oursUnits(); turn++) {
            for (int chunk = 0; chunk < quads.length; chunk++) {
                int groups = QuadLayout.groups(Math.min(CHUNK_ROWS, items - chunk * CHUNK_ROWS));
                sum += scans.next(quads[chunk], 0, groups, expanded, biases, NOTHING_PASSES, scores);
            }
        }
        return sum;
    }

    private double writeAll() {
        for (int row : rows) {
            write(row);
        }
        return quads[0][QuadLayout.ORIGIN];
    }

    private void write(int row) {
        int at = QuadLayout.row(row % CHUNK_ROWS, QUADS);
        rowKernels.toQuads(vectors, offset(row), DIMENSION, quads[row / CHUNK_ROWS], at);
    }

    @Override
    double peer() {
        double sum = 0;
        if (work.equals("scan")) {
            for (int turn = 0; turn < oursUnits(); turn++) {
                sum += other.scan(query, NOTHING_PASSES);
            }
        } else {
            for (int row : rows) {
                other.write(row, vectors, offset(row));
            }
        }
        return sum;
    }

    private int offset(int row) {
        return row % 1_024 * DIMENSION;
    }

    @Override
    double oursUnits() {
        return work.equals("scan") ? Math.max(1, ROWS_A_TURN / items) : STEPS;
    }
}
