package io.freshet.embedding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Collects queries until there are enough of them or the oldest has waited long enough, and answers them together in one
 * pass over the table's floats, in the order in which they came. A table that has only INT8 is scanned for each of them.
 *
 * <p>Each gets what a scan of its own would give it at the moment of the pass: from the table as it is then, not as it was
 * when the query came. Time is what the caller says it is, in any unit that does not run backwards; nothing happens
 * between calls. On the table's thread. Memory: a top-k for each query of a batch.
 */
public final class MicroBatch {
    private static final int MOST_QUERIES = 4096;
    private static final double MOST_PATIENCE = 1e15;

    private final int dimension;
    private final int size;
    private final long patience;
    private final Pass pass;
    private final List<ScanQuery> queries = new ArrayList<>();
    private final List<Answered> callbacks = new ArrayList<>();
    private final Deque<TopK> idle = new ArrayDeque<>();
    private long oldest;

    /**
     * An empty batch.
     *
     * @param size queries that are answered at once, at most 4,096; a pass over the table takes 64
     * @param patience how long a query may wait for others
     * @throws IllegalArgumentException if the table has no format, or a limit is exceeded
     */
    public MicroBatch(EmbeddingTable table, int size, long patience) {
        Limits.inRange("size", size, 1, MOST_QUERIES);
        Limits.inRange("patience", patience, 0, MOST_PATIENCE);
        this.dimension = table.dimension();
        this.size = size;
        this.patience = patience;
        this.pass = pass(table);
    }

    private static Pass pass(EmbeddingTable table) {
        if (table.has(ScanFormat.FLOAT32)) {
            return new BatchScan(table, table.kernels().scans())::find;
        }
        TableScan codes = table.scan(ScanFormat.INT8);
        return batch -> batch.forEach(query -> codes.find(query.vector(), query.best(), query.filter()));
    }

    /**
     * Takes a query, and answers the batch if that makes it full or its oldest query has waited long enough.
     *
     * @param query float[dimension], of which a copy is taken
     * @param filter whose query is not answered if it throws; that comes out of the call that answers the batch, after
     *     all others have been answered, and with what was thrown later as suppressed
     * @param answered called with the best rows, to be read until it returns; what it throws comes out in the same way
     */
    public void add(float[] query, int limit, RowFilter filter, Answered answered, long now) {
        if (query.length != dimension) {
            throw new IllegalArgumentException(
                    "the query has " + query.length + " values, but the table's dimension is " + dimension);
        }
        TopK best = (idle.isEmpty() ? new TopK() : idle.removeLast()).reset(limit);
        if (queries.isEmpty()) {
            oldest = now;
        }
        queries.add(new ScanQuery(query.clone(), filter == RowFilter.ALL ? filter : new Guarded(filter), best));
        callbacks.add(answered);
        if (queries.size() == size) {
            flush();
        } else {
            poll(now);
        }
    }

    /** Answers the batch if its oldest query has waited long enough; returns whether it did. */
    public boolean poll(long now) {
        if (queries.isEmpty() || now - oldest < patience) {
            return false;
        }
        flush();
        return true;
    }

    /** When {@link #poll} should be called next; empty if no query waits. */
    public OptionalLong deadline() {
        return queries.isEmpty() ? OptionalLong.empty() : OptionalLong.of(oldest + patience);
    }

    /** How many queries wait. */
    public int waiting() {
        return queries.size();
    }

    /** Answers what waits. */
    public void flush() {
        List<ScanQuery> batch = List.copyOf(queries);
        List<Answered> answers = List.copyOf(callbacks);
        queries.clear();
        callbacks.clear();
        pass.find(batch);
        RuntimeException failure = null;
        for (int q = 0; q < batch.size(); q++) {
            TopK best = batch.get(q).best();
            try {
                if (batch.get(q).filter() instanceof Guarded filter) {
                    filter.rethrow();
                }
                answers.get(q).answered(best, best.finish());
            } catch (RuntimeException e) {
                failure = joined(failure, e);
            }
            idle.add(best);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** One exception may have been thrown for several queries. */
    private static RuntimeException joined(@Nullable RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }

    /** Finds the best rows for some queries, each as if it were alone. */
    @FunctionalInterface
    private interface Pass {
        void find(List<ScanQuery> queries);
    }

    /** Receives the answer of one query. */
    @FunctionalInterface
    public interface Answered {
        /** Takes the {@code found} best rows of {@code best}, which is used again after the call. */
        void answered(TopK best, int found);
    }

    /**
     * Holds back what a filter throws, so that it does not end the pass for the others. From then on all rows pass, since a
     * query whose threshold never rises would slow the others down; what it finds is not looked at.
     */
    private static final class Guarded implements RowFilter {
        private final RowFilter filter;
        private @Nullable RuntimeException failure;

        Guarded(RowFilter filter) {
            this.filter = filter;
        }

        @Override
        public boolean accepts(int row) {
            try {
                return failure != null || filter.accepts(row);
            } catch (RuntimeException e) {
                failure = e;
                return true;
            }
        }

        void rethrow() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
