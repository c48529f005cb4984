package io.freshet.benchmarks.kernels;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A kernel and its peer in turn, each timed alone, so that whatever else the machine does hits both.
 *
 * <p>Both must take some 200 µs or more at a time, and go first every other time. One thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public abstract class Duel {
    private boolean peerFirst;
    private double prelude;

    @Setup
    public void play() {
        prelude = Prelude.play();
    }

    /** Runs the kernel; returns something of the result, so that it is computed. */
    abstract double ours();

    abstract double peer();

    /** Goes on to other work of the same kind, before a turn. */
    void next() {}

    /** How many units of work one run of the kernel does: queries, events, operations, whatever the peer's are, too. */
    double oursUnits() {
        return 1;
    }

    double peerUnits() {
        return oursUnits();
    }

    /** Whether {@link #limit} is known. */
    boolean hasLimit() {
        return false;
    }

    /** Does no more than both must do: reads the memory that they read. */
    double limit() {
        return 0;
    }

    double oursRecall() {
        return 1;
    }

    double peerRecall() {
        return 1;
    }

    @Benchmark
    public double turn(Turns turns) {
        next();
        peerFirst = !peerFirst;
        double result = peerFirst ? peerTimed(turns) + oursTimed(turns) : oursTimed(turns) + peerTimed(turns);
        result += hasLimit() ? limitTimed(turns) : 0;
        turns.oursRecall = oursRecall();
        turns.peerRecall = peerRecall();
        return result + prelude;
    }

    private double oursTimed(Turns turns) {
        long start = System.nanoTime();
        double result = ours();
        turns.oursNanos += System.nanoTime() - start;
        turns.oursUnits += oursUnits();
        return result;
    }

    private double limitTimed(Turns turns) {
        long start = System.nanoTime();
        double result = limit();
        turns.limitNanos += System.nanoTime() - start;
        turns.limitUnits += oursUnits();
        return result;
    }

    private double peerTimed(Turns turns) {
        long start = System.nanoTime();
        double result = peer();
        turns.peerNanos += System.nanoTime() - start;
        turns.peerUnits += peerUnits();
        return result;
    }
}
