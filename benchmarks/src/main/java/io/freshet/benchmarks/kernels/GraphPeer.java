package io.freshet.benchmarks.kernels;

import io.freshet.benchmarks.peers.JVectorGraph;
import io.freshet.benchmarks.peers.JVectorScan;
import io.freshet.benchmarks.peers.NativePeers;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** An index that finds most of the best without looking at all; it looks as far as it must to find 95 % of them. */
abstract class GraphPeer extends ScanPeer {
    private static final double WANTED = 0.95;
    private static final int FURTHEST = 20_000;
    private static final double STEP = 1.25;

    private int beam = ExactScan.LIMIT;
    private double recall;

    static GraphPeer of(String name, Vectors vectors, float[][] queries, Truth truth) {
        GraphPeer peer = name.equals("hnswlib") ? new Hnswlib(vectors, queries) : new JVector(vectors, queries);
        peer.widen(truth);
        return peer;
    }

    private void widen(Truth truth) {
        recall = recall(truth);
        while (recall < WANTED && beam < FURTHEST) {
            beam = (int) (beam * STEP);
            recall = recall(truth);
        }
    }

    private double recall(Truth truth) {
        return truth.recall(this::find);
    }

    /** @param candidates how many it keeps on its way */
    abstract int find(int query, int candidates, int[] rows);

    @Override
    int find(int query, int[] rows) {
        return find(query, beam, rows);
    }

    @Override
    double recall() {
        return recall;
    }

    private static final class Hnswlib extends GraphPeer {
        private static final int NEIGHBOURS = 16;
        private static final int BEAM_OF_BUILDING = 200;

        private final long graph;
        private final float[][] queries;
        private final long[] ids = new long[ExactScan.LIMIT];

        Hnswlib(Vectors vectors, float[][] queries) {
            this.queries = queries;
            long table = vectors.toNative();
            graph = NativePeers.graphCreate(table, vectors.count(), vectors.dimension(), NEIGHBOURS, BEAM_OF_BUILDING);
            NativePeers.free(table);
        }

        @Override
        int find(int query, int candidates, int[] rows) {
            int count = NativePeers.graphSearch(graph, queries[query], rows.length, candidates, ids);
            for (int i = 0; i < count; i++) {
                rows[i] = (int) ids[i];
            }
            return count;
        }

        @Override
        void close() {
            NativePeers.graphFree(graph);
        }
    }

    private static final class JVector extends GraphPeer {
        private final JVectorGraph graph;
        private final List<VectorFloat<?>> queries;

        JVector(Vectors vectors, float[][] queries) {
            this.graph = new JVectorGraph(vectors.rows());
            this.queries = JVectorScan.vectors(queries);
        }

        @Override
        int find(int query, int candidates, int[] rows) {
            SearchResult.NodeScore[] nodes =
                    graph.search(queries.get(query), rows.length, candidates).getNodes();
            for (int i = 0; i < nodes.length; i++) {
                rows[i] = nodes[i].node;
            }
            return nodes.length;
        }

        @Override
        void close() {
            try {
                graph.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
