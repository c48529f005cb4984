package io.freshet.jobs.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** Somebody wants the run to end; thread safe. */
public final class StopSignal {
    private static final int INTERRUPTED = 130;

    private final CountDownLatch latch = new CountDownLatch(1);

    /**
     * Ctrl-C and a termination ask for an orderly end; the second one ends the process at once.
     *
     * <p>A shutdown hook would not do: while it runs, the JVM lets a second Ctrl-C wait.
     */
    public void onInterrupt() {
        Signal.handle(new Signal("INT"), signal -> requestOrHalt());
        Signal.handle(new Signal("TERM"), signal -> requestOrHalt());
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

    private void requestOrHalt() {
        if (requested()) {
            System.err.print(ConsoleView.RESTORE);
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        request();
    }
}
