package io.freshet.benchmarks.kernels;

import io.freshet.benchmarks.peers.NativePeers;
import io.freshet.embedding.ScanFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The best 100 items of all for one query, by floats. */
public class ExactScan extends Duel {
    static final int LIMIT = 100;
    static final int QUERIES = 128;

    private static final int ITEMS_A_TURN = 400_000;

    @Param("1000000")
    public int items;

    @Param("64")
    public int dimension;

    @Param({"c-sum", "c-scan", "faiss", "scalar", "lucene", "jvector"})
    public String peer = "";

    private final int[] rows = new int[LIMIT];
    private OurScan ours;
    private ScanPeer other;
    private @Nullable NativeFloats limit;
    private int searches;
    private int first;

    @Setup
    public void fill() {
        Vectors vectors = new Vectors(items, dimension);
        float[][] queries = vectors.queries(QUERIES);
        ours = new OurScan(vectors.toTable(Set.of(ScanFormat.FLOAT32)).scan(ScanFormat.FLOAT32), queries);
        other = ScanPeer.of(peer, vectors, queries);
        searches = Math.max(1, ITEMS_A_TURN / items);
        boolean isLimit = peer.equals("c-sum");
        limit = isLimit || NativePeers.missing() != null ? null : NativeFloats.of(vectors.scannedFloats());
    }

    @TearDown
    public void free() {
        other.close();
        if (limit != null) {
            limit.free();
        }
    }

    @Override
    double ours() {
        double sum = 0;
        for (int i = 0; i < searches; i++) {
            sum += ours.find((first + i) % QUERIES, rows);
        }
        return sum;
    }

    @Override
    double peer() {
        double sum = 0;
        for (int i = 0; i < searches; i++) {
            sum += other.find((first + i) % QUERIES, rows);
        }
        return sum;
    }

    @Override
    boolean hasLimit() {
        return limit != null;
    }

    @Override
    double limit() {
        double sum = 0;
        for (int i = 0; i < searches && limit != null; i++) {
            sum += limit.sum();
        }
        return sum;
    }

    @Override
    void next() {
        first = (first + searches) % QUERIES;
    }

    @Override
    double oursUnits() {
        return searches;
    }
}
