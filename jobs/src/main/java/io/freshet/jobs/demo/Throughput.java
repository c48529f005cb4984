package io.freshet.jobs.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a counter grew over the last {@value #WINDOW_MS} ms; not thread safe, reads no clock. */
final class Throughput {
    static final long WINDOW_MS = 5_000;

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long timeMs, long count) {}

    /** The counter is 0 at {@code startMs}. */
    Throughput(long startMs) {
        samples.add(new Sample(startMs, 0));
    }

    /** Adds a reading and returns the rate per second. */
    double add(long timeMs, long count) {
        samples.addLast(new Sample(timeMs, count));
        while (samples.size() > 2 && timeMs - samples.getFirst().timeMs() > WINDOW_MS) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        return timeMs == first.timeMs() ? 0 : (count - first.count()) * 1000.0 / (timeMs - first.timeMs());
    }
}
