package io.freshet.benchmarks.kernels;

import io.freshet.embedding.MicroBatch;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.ScanFormat;
import java.util.Set;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The best 100 items of all for each of 64 queries, answered together. */
public class BatchedScan extends Duel {
    private static final int QUERIES = 64;

    @Param("1000000")
    public int items;

    @Param("64")
    public int dimension;

    @Param({"sgemm", "sgemm-chunks", "fma"})
    public String peer = "";

    private float[][] queries;
    private MicroBatch batch;
    private BatchPeer other;
    private float best;

    @Setup
    public void fill() {
        Vectors vectors = new Vectors(items, dimension);
        queries = vectors.queries(QUERIES);
        batch = new MicroBatch(vectors.toTable(Set.of(ScanFormat.FLOAT32)), QUERIES, Long.MAX_VALUE >> 16);
        other = BatchPeer.of(peer, vectors, queries);
    }

    @TearDown
    public void free() {
        other.close();
    }

    /** The last query fills the batch. */
    @Override
    double ours() {
        for (float[] query : queries) {
            batch.add(query, ExactScan.LIMIT, RowFilter.ALL, (found, count) -> best = found.score(0), 0);
        }
        return best;
    }

    @Override
    double peer() {
        return other.run();
    }

    /** In batches: the peer may do more or less of the arithmetic of one. */
    @Override
    double peerUnits() {
        return other.operations() / (2.0 * QUERIES * items * dimension);
    }
}
