package io.freshet.jobs.local;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Somebody wants the run to end; thread safe. Closing it gives Ctrl-C its former meaning back. */
public final class StopSignal implements AutoCloseable {
    private static final int INTERRUPTED = 130;

    private final CountDownLatch latch = new CountDownLatch(1);
    private final Map<Signal, SignalHandler> former = new ConcurrentHashMap<>();

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
        for (String name : List.of("INT", "TERM")) {
            Signal signal = new Signal(name);
            former.put(signal, Signal.handle(signal, any -> requestOrHalt(beforeHalt)));
        }
    }

    @Override
    public void close() {
        former.forEach(Signal::handle);
        former.clear();
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
