package io.freshet.benchmarks.tables;

import io.freshet.embedding.EmbeddingTable;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.ScanFormat;
import io.freshet.embedding.TableScan;
import io.freshet.embedding.TopK;
import io.freshet.embedding.simd.KernelProvider;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/** Fills one table with random vectors, scans it, and removes and replaces a tenth of its items. One thread. */
public final class LargeTable {
    private static final int LIMIT = 100;
    private static final int QUERIES = 8;
    private static final int WARM_UP_ROWS = 50_000;
    private static final int WARM_UPS = 300;

    /** Bytes of a string with its array, for an id such as item-1234567. */
    private static final int ID_BYTES = 52;

    private static final int INDEX_BYTES = 36;

    /** What the growing index takes beside itself, and what a collector wants free. */
    private static final double HEADROOM = 1.25;

    private final int rows;
    private final int dimension;
    private final float[] vector;
    private final SplittableRandom random = new SplittableRandom(3);

    public LargeTable(int rows, int dimension) {
        this.rows = rows;
        this.dimension = dimension;
        this.vector = new float[dimension];
    }

    /** The greatest heap that the JVM should be allowed. */
    public long neededHeap() {
        return (long) (HEADROOM * rows * documented());
    }

    private double documented() {
        int padded = (dimension + 3) / 4 * 4;
        return 4 * (dimension + 1) + 8 + 4 * padded + padded + 4 + INDEX_BYTES + ID_BYTES;
    }

    public TableFigures measure() {
        warmUp();
        long before = usedHeap();
        EmbeddingTable table = new EmbeddingTable(dimension, EnumSet.allOf(ScanFormat.class), KernelProvider.create());
        double add = micros(rows, () -> addUpTo(table, rows));
        double heap = (double) (usedHeap() - before) / rows;
        double reported = (double) table.bytes() / rows;
        float[][] queries = new float[QUERIES][];
        Arrays.setAll(queries, i -> next().clone());
        int[][] exact = new int[QUERIES][];
        int[][] codes = new int[QUERIES][];
        double floatMillis = median(table.scan(ScanFormat.FLOAT32), queries, exact);
        double int8Millis = median(table.scan(ScanFormat.INT8), queries, codes);
        int reused = rows / 10;
        double remove = micros(reused, () -> remove(table, reused));
        double reuse = micros(reused, () -> addUpTo(table, rows));
        if (table.index().places() != rows) {
            throw new IllegalStateException("removed rows were not used again: there are "
                    + table.index().places() + " for " + rows + " items");
        }
        return new TableFigures(
                rows,
                dimension,
                heap,
                reported,
                documented(),
                add,
                floatMillis,
                int8Millis,
                recall(exact, codes),
                reused,
                remove,
                reuse);
    }

    /** So that compiled code is measured, which a few scans of many rows would not bring about. */
    private void warmUp() {
        EmbeddingTable small = new EmbeddingTable(dimension, EnumSet.allOf(ScanFormat.class), KernelProvider.create());
        addUpTo(small, WARM_UP_ROWS);
        for (ScanFormat format : ScanFormat.values()) {
            TableScan scan = small.scan(format);
            for (int i = 0; i < WARM_UPS; i++) {
                find(scan, next());
            }
        }
        remove(small, WARM_UP_ROWS / 10);
        addUpTo(small, WARM_UP_ROWS);
    }

    private void addUpTo(EmbeddingTable table, int size) {
        long first = table.index().places();
        for (long key = first; table.index().size() < size; key++) {
            int row = table.add(key, "item-" + key);
            float[] chunk = table.vectors().chunk(row);
            System.arraycopy(next(), 0, chunk, table.vectors().offset(row), dimension);
            table.changed(row, 0f);
        }
    }

    /** Every tenth item. */
    private static void remove(EmbeddingTable table, int count) {
        for (long i = 0; i < count; i++) {
            table.remove(10 * i);
        }
    }

    /** Milliseconds of a scan. */
    private static double median(TableScan scan, float[][] queries, int[][] found) {
        double[] millis = new double[queries.length];
        for (int q = 0; q < queries.length; q++) {
            long start = System.nanoTime();
            found[q] = find(scan, queries[q]);
            millis[q] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[millis.length / 2];
    }

    private static int[] find(TableScan scan, float[] query) {
        TopK best = new TopK().reset(LIMIT);
        scan.find(query, best, RowFilter.ALL);
        int[] found = new int[best.finish()];
        Arrays.setAll(found, best::row);
        return found;
    }

    private static double recall(int[][] exact, int[][] found) {
        long hits = 0;
        for (int q = 0; q < exact.length; q++) {
            Set<Integer> rows = new HashSet<>();
            Arrays.stream(exact[q]).forEach(rows::add);
            hits += Arrays.stream(found[q]).filter(rows::contains).count();
        }
        return (double) hits
                / Arrays.stream(exact).mapToInt(rows -> rows.length).sum();
    }

    private static double micros(int count, Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e3 / count;
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The next vector, in an array that is used again. */
    private float[] next() {
        for (int i = 0; i < dimension; i++) {
            vector[i] = (random.nextInt() >> 8) * 0x1p-26f;
        }
        return vector;
    }
}
