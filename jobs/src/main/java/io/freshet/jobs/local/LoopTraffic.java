package io.freshet.jobs.local;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the loop between learners and owner carried until all events were answered and all steps acknowledged.
 *
 * @param rows that the owner published
 * @param bytes of them, keys and values
 * @param pushes of all learners that followed at least one event
 */
public record LoopTraffic(long rows, long bytes, long pushes) {

    /** From the job's metrics, once they no longer move; null if the job has none of a loop. */
    static @Nullable LoopTraffic of(LocalCluster.Job job) throws InterruptedException {
        OptionalLong rows = job.metric("owner.publishedRows");
        OptionalLong bytes = job.metric("owner.publishedBytes");
        OptionalLong pushes = job.metric("personalize.pushes");
        return rows.isPresent() && bytes.isPresent() && pushes.isPresent()
                ? new LoopTraffic(rows.getAsLong(), bytes.getAsLong(), pushes.getAsLong())
                : null;
    }
}
