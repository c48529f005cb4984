package io.freshet.jobs.bench;

import java.util.List;

/**
 * What was measured.
 *
 * @param events played at full speed, half of them before the measuring began
 * @param pacedEvents played at {@code rate}
 * @param bare events a second of the engine on one thread, before and after the job had its turn
 * @param live events a second of the job
 * @param cold the same of the half before, while code is compiled
 * @param p50 milliseconds from an interaction in its topic to its list in its topic
 * @param p99 the same
 * @param loopBytesPerEvent keys and values in the item-state topic
 * @param loopRowsPerEvent records there
 * @param stalenessP50 milliseconds from a row's publication to the replica that takes it in, sampled
 * @param stalenessP99 the same
 */
public record JobFigures(
        int events,
        int pacedEvents,
        double rate,
        List<Double> bare,
        double live,
        double cold,
        long p50,
        long p99,
        double loopBytesPerEvent,
        double loopRowsPerEvent,
        long stalenessP50,
        long stalenessP99) {

    public JobFigures {
        bare = List.copyOf(bare);
    }

    /** Of the job to the engine. */
    double ratio() {
        return live / bare.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** Whether no figure misses its target. */
    public boolean allMet() {
        return targets().stream().noneMatch(JobTarget::isMissed);
    }

    /** What the figures should be. */
    List<JobTarget> targets() {
        return List.of(
                JobTarget.atLeast("throughput", "job / bare engine, events a second", ratio(), 0.70),
                JobTarget.atMost("latency p50", "interaction to list, ms", p50, 10),
                JobTarget.atMost("latency p99", "interaction to list, ms", p99, 50),
                JobTarget.reported("loop bytes", "item-state bytes an event", loopBytesPerEvent),
                JobTarget.reported("loop rows", "item-state rows an event", loopRowsPerEvent),
                JobTarget.reported("staleness p50", "row published to taken in, ms", stalenessP50),
                JobTarget.reported("staleness p99", "row published to taken in, ms", stalenessP99));
    }
}
