package io.freshet.jobs.demo;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs something again and again on one daemon thread, and once more when closed. */
final class Ticker implements AutoCloseable {
    private final Runnable action;
    private final ScheduledExecutorService executor;

    private Ticker(Runnable action, ScheduledExecutorService executor) {
        this.action = action;
        this.executor = executor;
    }

    static Ticker every(long periodMs, String name, Runnable action) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.scheduleAtFixedRate(action, periodMs, periodMs, TimeUnit.MILLISECONDS);
        return new Ticker(action, executor);
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (executor.awaitTermination(1, TimeUnit.SECONDS)) {
                action.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
