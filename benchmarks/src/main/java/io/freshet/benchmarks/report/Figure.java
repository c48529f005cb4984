package io.freshet.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What is read from a sample and held against a limit. */
public enum Figure {
    /** How many times as fast as the peer. */
    SPEED("%.2f×", sample -> sample.peer() / sample.ours()),
    /** How many times as long as the peer takes. */
    TIME("%.2f×", sample -> sample.ours() / sample.peer()),
    /** As {@link #TIME}, of what one unit of work in a hundred exceeds. */
    TAIL("%.2f×", sample -> sample.oursTail() / sample.peerTail()),
    /** Microseconds for a unit of work. */
    MICROSECONDS("%.2f µs", sample -> sample.ours() / 1e3),
    /** Share of the true best that is found. */
    RECALL("%.4f", Sample::oursRecall);

    private final String format;
    private final ToDoubleFunction<Sample> of;

    Figure(String format, ToDoubleFunction<Sample> of) {
        this.format = format;
        this.of = of;
    }

    /** Over all iterations; each is a ratio of its own, so that a slow moment of the machine shifts none of the others. */
    public Spread over(List<Sample> samples) {
        return Spread.of(samples.stream().mapToDouble(of).toArray());
    }

    /** Nanoseconds of ours that the figure is made of. */
    double ours(Sample sample) {
        return this == TAIL ? sample.oursTail() : sample.ours();
    }

    /** Nanoseconds of the peer's that the figure is made of. */
    double peer(Sample sample) {
        return this == TAIL ? sample.peerTail() : sample.peer();
    }

    String text(double value) {
        return String.format(Locale.ROOT, format, value);
    }

    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
