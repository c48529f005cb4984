package io.freshet.benchmarks.kernels;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one iteration adds up, for JMH to pass on. The names are those under which it is found again. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class Turns {
    public long oursNanos;
    public double oursUnits;
    public long peerNanos;
    public double peerUnits;
    public long limitNanos;
    public double limitUnits;
    /** Share of the true best that is found; not a sum. */
    public double oursRecall;

    public double peerRecall;
    /** Nanoseconds that one unit of work in a hundred exceeds; not a sum. */
    public double oursTail;

    public double peerTail;
}
