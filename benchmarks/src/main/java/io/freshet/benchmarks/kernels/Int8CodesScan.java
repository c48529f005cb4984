package io.freshet.benchmarks.kernels;

import io.freshet.embedding.EmbeddingTable;
import io.freshet.embedding.ScanFormat;
import java.util.EnumSet;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The best 100 items of all for one query, by codes of one byte and a second look at the best of them. */
public class Int8CodesScan extends Duel {
    private static final int ITEMS_A_TURN = 1_000_000;

    @Param("1000000")
    public int items;

    @Param("64")
    public int dimension;

    @Param({"float", "c-sum", "hnswlib", "jvector-graph"})
    public String peer = "";

    private final int[] rows = new int[ExactScan.LIMIT];
    private OurScan ours;
    private ScanPeer other;
    private double recall;
    private int searches;
    private int first;

    @Setup
    public void fill() {
        Vectors vectors = new Vectors(items, dimension);
        float[][] queries = vectors.queries(ExactScan.QUERIES);
        EmbeddingTable table = vectors.toTable(EnumSet.allOf(ScanFormat.class));
        ours = new OurScan(table.scan(ScanFormat.INT8), queries);
        OurScan floats = new OurScan(table.scan(ScanFormat.FLOAT32), queries);
        Truth truth = Truth.of(floats::find, queries.length);
        recall = truth.recall(ours::find);
        other = switch (peer) {
            case "float" -> ScanPeer.of(floats);
            case "c-sum" -> ScanPeer.reading(vectors.scannedCodes());
            default -> GraphPeer.of(peer, vectors, queries, truth);
        };
        searches = Math.max(1, ITEMS_A_TURN / items);
    }

    @TearDown
    public void free() {
        other.close();
    }

    @Override
    void next() {
        first = (first + searches) % ExactScan.QUERIES;
    }

    @Override
    double ours() {
        double sum = 0;
        for (int i = 0; i < searches; i++) {
            sum += ours.find((first + i) % ExactScan.QUERIES, rows);
        }
        return sum;
    }

    @Override
    double peer() {
        double sum = 0;
        for (int i = 0; i < searches; i++) {
            sum += other.find((first + i) % ExactScan.QUERIES, rows);
        }
        return sum;
    }

    @Override
    double oursUnits() {
        return searches;
    }

    @Override
    double oursRecall() {
        return recall;
    }

    @Override
    double peerRecall() {
        return other.recall();
    }
}
