package io.freshet.jobs.local;

import java.util.OptionalLong;

/**
 * What the loop between learners and owner carried until all events were answered and all steps acknowledged.
 *
 * @param rows that the owner published
 * @param bytes of them, keys and values
 * @param pushes of all learners that followed at least one event
 */
public record LoopTraffic(long rows, long bytes, long pushes) {

    /** From the job's metrics, once they no longer move. */
    static LoopTraffic of(LocalCluster.Job job) throws InterruptedException {
        return new LoopTraffic(
                known("owner.publishedRows", job),
                known("owner.publishedBytes", job),
                known("personalize.pushes", job));
    }

    private static long known(String metric, LocalCluster.Job job) throws InterruptedException {
        OptionalLong value = job.metric(metric);
        return value.orElseThrow(
                () -> new IllegalStateException("the metric " + metric + " is not known: see the log"));
    }
}
