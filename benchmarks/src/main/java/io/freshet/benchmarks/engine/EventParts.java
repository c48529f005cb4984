package io.freshet.benchmarks.engine;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one iteration adds up, for JMH to pass on. The names are those under which it is found again. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class EventParts {
    public long testNanos;
    public long learnNanos;
    public long listNanos;
}
