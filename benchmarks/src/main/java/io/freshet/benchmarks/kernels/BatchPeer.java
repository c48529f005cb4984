package io.freshet.benchmarks.kernels;

import io.freshet.benchmarks.peers.NativePeers;

/** Computes the scores of several queries and all items, or as many products and sums. One thread. */
abstract class BatchPeer {

    /** @return something of the result */
    abstract double run();

    /** Multiplications and additions of one run. */
    abstract double operations();

    /** Frees what is not on the heap. */
    abstract void close();

    /** @throws IllegalArgumentException if there is none of this name */
    static BatchPeer of(String name, Vectors vectors, float[][] queries) {
        return switch (name) {
            case "sgemm" -> new Sgemm(vectors, queries, vectors.count());
            case "sgemm-chunks" -> new Sgemm(vectors, queries, Sgemm.CHUNK);
            case "fma" -> new MultiplyAdd();
            default -> throw new IllegalArgumentException("no peer is called " + name);
        };
    }

    private static final class Sgemm extends BatchPeer {
        /** So many items' scores stay in the cache. */
        static final int CHUNK = 4_096;

        private final Vectors vectors;
        private final int chunk;
        private final int count;
        private final long table;
        private final long queries;
        private final long scores;

        Sgemm(Vectors vectors, float[][] queries, int chunk) {
            this.vectors = vectors;
            this.chunk = chunk;
            this.count = queries.length;
            this.table = vectors.toNative();
            this.queries = NativePeers.allocate((long) count * vectors.dimension());
            for (int query = 0; query < count; query++) {
                NativePeers.put(this.queries, (long) query * vectors.dimension(), queries[query], vectors.dimension());
            }
            this.scores = NativePeers.allocate((long) count * chunk);
        }

        @Override
        double run() {
            NativePeers.sgemm(table, vectors.count(), vectors.dimension(), queries, count, scores, chunk);
            return count;
        }

        @Override
        double operations() {
            return 2.0 * count * vectors.count() * vectors.dimension();
        }

        @Override
        void close() {
            NativePeers.free(table);
            NativePeers.free(queries);
            NativePeers.free(scores);
        }
    }

    private static final class MultiplyAdd extends BatchPeer {
        private static final long ROUNDS = 10_000_000;

        @Override
        double run() {
            return NativePeers.fma(ROUNDS);
        }

        @Override
        double operations() {
            return (double) ROUNDS * NativePeers.flopsPerFmaRound();
        }

        @Override
        void close() {}
    }
}
