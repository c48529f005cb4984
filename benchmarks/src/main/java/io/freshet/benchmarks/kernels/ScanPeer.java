package io.freshet.benchmarks.kernels;

import io.freshet.benchmarks.peers.BestRows;
import io.freshet.benchmarks.peers.JVectorScan;
import io.freshet.benchmarks.peers.LuceneScan;
import io.freshet.benchmarks.peers.NativePeers;
import io.freshet.benchmarks.peers.ScalarScan;
import io.freshet.embedding.simd.QuadLayout;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import java.util.List;

/** Finds the best 100 of all items for one of the queries; or only reads them. One thread. */
abstract class ScanPeer {

    /** Writes the rows found to {@code rows}, in any order, and returns how many. */
    abstract int find(int query, int[] rows);

    /** Share of the true best that it finds. */
    double recall() {
        return 1;
    }

    /** Frees what is not on the heap. */
    void close() {}

    /** @throws IllegalArgumentException if there is none of this name */
    static ScanPeer of(String name, Vectors vectors, float[][] queries) {
        return switch (name) {
            case "c-sum" -> reading(vectors.scannedFloats());
            case "c-scan" -> new Scores(vectors);
            case "faiss" -> new Faiss(vectors, queries);
            case "scalar" -> new Scalar(vectors, queries);
            case "lucene" -> new Lucene(vectors, queries);
            case "jvector" -> new JVector(vectors, queries);
            default -> throw new IllegalArgumentException("no peer is called " + name);
        };
    }

    /** Finds nothing: reads so many floats in C. */
    static ScanPeer reading(long floats) {
        return new Sum(NativeFloats.of(floats));
    }

    /** Our own scan as a peer of another of ours. */
    static ScanPeer of(OurScan scan) {
        return new ScanPeer() {
            @Override
            int find(int query, int[] rows) {
                return scan.find(query, rows);
            }
        };
    }

    private static final class Sum extends ScanPeer {
        private final NativeFloats table;

        Sum(NativeFloats table) {
            this.table = table;
        }

        @Override
        int find(int query, int[] rows) {
            return (int) table.sum();
        }

        @Override
        void close() {
            table.free();
        }
    }

    /** Finds nothing: scores all items in C, in our order of memory. */
    private static final class Scores extends ScanPeer {
        private final NativeFloats table;
        private final int items;
        private final float[] query;
        private final float[] scores = new float[QuadLayout.GROUP];

        Scores(Vectors vectors) {
            this.table = NativeFloats.of(vectors.scannedFloats());
            this.items = vectors.count();
            this.query = new float[QuadLayout.queryLength(QuadLayout.quads(vectors.dimension()))];
        }

        @Override
        int find(int unused, int[] rows) {
            return (int) NativePeers.scan(table.address(), items, query, Float.POSITIVE_INFINITY, scores);
        }

        @Override
        void close() {
            table.free();
        }
    }

    private static final class Faiss extends ScanPeer {
        private final long index;
        private final float[][] queries;
        private final float[] scores = new float[ExactScan.LIMIT];
        private final long[] ids = new long[ExactScan.LIMIT];

        Faiss(Vectors vectors, float[][] queries) {
            this.queries = queries;
            this.index = NativePeers.flatCreate(vectors.dimension());
            long table = vectors.toNative();
            NativePeers.flatAdd(index, table, vectors.count());
            NativePeers.free(table);
        }

        @Override
        int find(int query, int[] rows) {
            NativePeers.flatSearch(index, queries[query], ids.length, scores, ids);
            for (int i = 0; i < ids.length; i++) {
                rows[i] = (int) ids[i];
            }
            return ids.length;
        }

        @Override
        void close() {
            NativePeers.flatFree(index);
        }
    }

    /** Scores row by row, in Java. */
    private abstract static class RowByRow extends ScanPeer {
        private final BestRows best = new BestRows(ExactScan.LIMIT);

        abstract void search(int query, BestRows into);

        @Override
        int find(int query, int[] rows) {
            search(query, best);
            for (int i = 0; i < best.size(); i++) {
                rows[i] = best.row(i);
            }
            return best.size();
        }
    }

    private static final class Scalar extends RowByRow {
        private final ScalarScan scan;
        private final float[][] queries;

        Scalar(Vectors vectors, float[][] queries) {
            this.scan = new ScalarScan(vectors.rows());
            this.queries = queries;
        }

        @Override
        void search(int query, BestRows into) {
            scan.search(queries[query], into);
        }
    }

    private static final class Lucene extends RowByRow {
        private final LuceneScan scan;
        private final float[][] queries;

        Lucene(Vectors vectors, float[][] queries) {
            this.scan = new LuceneScan(vectors.rows());
            this.queries = queries;
        }

        @Override
        void search(int query, BestRows into) {
            scan.search(queries[query], into);
        }
    }

    private static final class JVector extends RowByRow {
        private final JVectorScan scan;
        private final List<VectorFloat<?>> queries;

        JVector(Vectors vectors, float[][] queries) {
            this.scan = new JVectorScan(vectors.rows());
            this.queries = JVectorScan.vectors(queries);
        }

        @Override
        void search(int query, BestRows into) {
            scan.search(queries.get(query), into);
        }
    }
}
