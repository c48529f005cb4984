package io.freshet.jobs.local;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** Somebody wants the run to end; thread safe. */
public final class StopSignal {
    private static final int INTERRUPTED = 130;

    private final CountDownLatch latch = new CountDownLatch(1);

    /** The same with nothing to do before the process ends at once. */
    public void onInterrupt() {
        onInterrupt(() -> {});
    }

    /**
     * Ctrl-C and a termination ask for an orderly end; the second one ends the process at once.
     *
     * <p>A shutdown hook would not do: while it runs, the JVM lets a second Ctrl-C wait.
     *
     * @param beforeHalt runs before the process ends at once
     */
    public void onInterrupt(Runnable beforeHalt) {
        Signal.handle(new Signal("INT"), signal -> requestOrHalt(beforeHalt));
        Signal.handle(new Signal("TERM"), signal -> requestOrHalt(beforeHalt));
    }

    public void request() {
        latch.countDown();
    }

    public boolean requested() {
        return latch.getCount() == 0;
    }

    /** Waits so long, or until it is requested. */
    void await(long timeoutMs) throws InterruptedException {
        latch.await(timeoutMs, TimeUnit.MILLISECONDS);
    }

    private void requestOrHalt(Runnable beforeHalt) {
        if (requested()) {
            beforeHalt.run();
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        request();
    }
}
