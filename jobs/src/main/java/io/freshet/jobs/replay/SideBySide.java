package io.freshet.jobs.replay;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs tasks side by side, each on one thread, and hands their results to the caller's thread as they come. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * Starts the tasks in their order; as soon as one fails, so does the whole. None runs any more when this ends, however
     * it does, so what they use can then be closed.
     *
     * @param threads most tasks at a time
     * @throws InterruptedException if the caller is; the tasks are then, too
     */
    public static <T> void run(List<? extends Callable<T>> tasks, int threads, Receiver<T> receiver)
            throws InterruptedException, IOException {
        if (tasks.isEmpty()) {
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, tasks.size()));
        try {
            CompletionService<Placed<T>> completion = new ExecutorCompletionService<>(pool);
            for (int place = 0; place < tasks.size(); place++) {
                int at = place;
                completion.submit(() -> new Placed<>(at, tasks.get(at).call()));
            }
            for (int done = 0; done < tasks.size(); done++) {
                Placed<T> next = completion.take().get();
                receiver.receive(next.place, next.result);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a run failed: " + e.getCause(), e.getCause());
        } finally {
            end(pool);
        }
    }

    /** An interrupt meanwhile is kept for later, as the failure that led here must not be lost over it. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes a result with its task's place in the list, one after the other. */
    public interface Receiver<T> {
        void receive(int place, T result) throws IOException;
    }

    private record Placed<T>(int place, T result) {}
}
