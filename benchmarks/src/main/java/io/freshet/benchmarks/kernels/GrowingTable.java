package io.freshet.benchmarks.kernels;

import io.freshet.embedding.EmbeddingTable;
import io.freshet.embedding.KeyFilter;
import io.freshet.embedding.ScanFormat;
import io.freshet.embedding.ScanPool;
import io.freshet.embedding.simd.KernelProvider;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Scans of a table by a thread of its own while the table grows, each in turn with one of the same table, at the same
 * size, while it does not. One turn is the whole growth; its times are the median and the 99th percentile of its scans.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GrowingTable {
    private static final int DIMENSION = 64;
    private static final int DISTINCT = 4_096;
    private static final int WAITING = 4;

    @Param("200000")
    public int from;

    @Param("1000000")
    public int to;

    /** What the writer does while the table does not grow: nothing, or let another one grow as fast. */
    @Param({"rest", "other-table"})
    public String peer = "";

    private float[][] vectors = {};
    private float[][] queries = {};
    private double prelude;
    private int query;

    @Setup
    public void make() {
        prelude = Prelude.play();
        vectors = new Vectors(DISTINCT, DIMENSION).rows();
        queries = new Vectors(DISTINCT, DIMENSION).queries(ExactScan.QUERIES);
    }

    @Benchmark
    public double turn(Turns turns) {
        // what the last turn left would be collected in the middle of this one
        System.gc();
        EmbeddingTable table = table();
        EmbeddingTable other = table();
        Latencies ours = new Latencies();
        Latencies peers = new Latencies();
        try (ScanPool pool = new ScanPool(table, 1, WAITING)) {
            while (table.index().size() < to) {
                ours.add(scan(pool, table));
                peers.add(scan(pool, peer.equals("rest") ? null : other));
            }
        }
        turns.oursNanos = ours.percentile(50);
        turns.oursTail = ours.percentile(99);
        turns.oursUnits = 1;
        turns.oursRecall = 1;
        turns.peerNanos = peers.percentile(50);
        turns.peerTail = peers.percentile(99);
        turns.peerUnits = 1;
        turns.peerRecall = 1;
        return prelude;
    }

    private EmbeddingTable table() {
        EmbeddingTable table = EmbeddingTable.shared(DIMENSION, Set.of(ScanFormat.FLOAT32), KernelProvider.create());
        while (table.index().size() < from) {
            add(table);
        }
        return table;
    }

    /** Nanoseconds of a scan, during which {@code growing} does. */
    private long scan(ScanPool pool, @Nullable EmbeddingTable growing) {
        query = (query + 1) % queries.length;
        long start = System.nanoTime();
        CompletableFuture<Long> end =
                pool.submit(queries[query], ExactScan.LIMIT, KeyFilter.ALL).thenApply(result -> System.nanoTime());
        while (growing != null && !end.isDone()) {
            add(growing);
        }
        return end.join() - start;
    }

    private void add(EmbeddingTable table) {
        int item = table.index().size();
        int row = table.add(item, "item-" + item);
        float[] vector = vectors[item % DISTINCT];
        System.arraycopy(vector, 0, table.vectors().chunk(row), table.vectors().offset(row), DIMENSION);
        table.changed(row, 0f);
    }
}
