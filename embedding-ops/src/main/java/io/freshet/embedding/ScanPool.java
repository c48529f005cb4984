package io.freshet.embedding;

import io.freshet.embedding.simd.KernelProvider;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that find the best items of a shared table for queries, beside the one thread that writes the table.
 *
 * <p>They are not stopped by the writer, also while the table grows, and have it wait only for a copy of 64 rows that
 * they failed to get sixteen times because it was writing there. A result holds every item that was there
 * before its query was submitted, is still there, and is good enough; each score is of a vector and a bias that the item
 * had together. By INT8, an item that its codes put far behind may be missed. One that is taken out and put back during
 * a scan may be missed or found twice.
 *
 * <p>Any thread may submit; the table's own thread closes, before it drops the table. Memory: the scratch space of a
 * scan, about 100 KiB, for each thread.
 */
public final class ScanPool implements AutoCloseable {
    private static final int MOST_THREADS = 1024;
    private static final int MOST_WAITING = 1 << 20;

    private final int dimension;
    private final int waiting;
    private final ThreadPoolExecutor executor;
    private final ThreadLocal<SharedScan> scans;

    /**
     * Starts threads that scan floats.
     *
     * @param waiting queries that may wait for a thread
     * @throws IllegalArgumentException if the table is not {@link EmbeddingTable#shared} or lacks FLOAT32
     */
    public ScanPool(EmbeddingTable table, int threads, int waiting) {
        this(table, ScanFormat.FLOAT32, threads, waiting);
    }

    /**
     * Starts threads.
     *
     * @param format INT8 for the best by their codes, whose floats are then scored
     * @param waiting queries that may wait for a thread
     * @throws IllegalArgumentException if the table is not {@link EmbeddingTable#shared}, lacks the format, or FLOAT32
     */
    public ScanPool(EmbeddingTable table, ScanFormat format, int threads, int waiting) {
        ScanTable rows = table.scan();
        if (!rows.isShared()) {
            throw new IllegalArgumentException(
                    "only its own thread may read this table: make it with shared(…) to scan it from others");
        }
        table.require(format);
        // the rows of the learner cannot be read beside it
        table.require(ScanFormat.FLOAT32);
        Limits.inRange("threads", threads, 1, MOST_THREADS);
        Limits.inRange("waiting", waiting, 1, MOST_WAITING);
        this.dimension = table.dimension();
        this.waiting = waiting;
        this.scans = ThreadLocal.withInitial(
                () -> new SharedScan(rows, format, KernelProvider.create().scans()));
        this.executor = new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), new Threads(), this::refuse);
        executor.prestartAllCoreThreads();
    }

    /**
     * Finds the {@code k} best items for a query among those that the filter accepts. What the filter throws comes out
     * of the future. A query whose future is cancelled before its turn is not scanned.
     *
     * @param query float[dimension], of which a copy is taken
     * @return to be completed by a scan thread, which then also runs what depends on it, unless that is asynchronous:
     *     such actions should be short, and must not close the pool
     * @throws RejectedExecutionException if the pool is closed or too many queries wait
     */
    public CompletableFuture<ScanResult> submit(float[] query, int k, KeyFilter filter) {
        if (query.length != dimension) {
            throw new IllegalArgumentException(
                    "the query has " + query.length + " values, but the table's dimension is " + dimension);
        }
        TopK.requirePositive(k);
        float[] copy = query.clone();
        return CompletableFuture.supplyAsync(() -> scans.get().find(copy, k, filter), executor);
    }

    /**
     * Takes no more queries, and waits until those that were taken are answered. An interrupt ends the waiting, but not
     * the answering.
     */
    @Override
    public void close() {
        executor.shutdown();
        try {
            executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuse(Runnable query, ThreadPoolExecutor executor) {
        throw new RejectedExecutionException(
                executor.isShutdown()
                        ? "the pool of scan threads is closed"
                        : waiting + " queries wait already: submit fewer, or give the pool more threads");
    }

    /** Daemons, so that a pool that nobody closes does not keep the JVM. */
    private static final class Threads implements ThreadFactory {
        private final AtomicInteger started = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, "freshet-scan-" + started.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
