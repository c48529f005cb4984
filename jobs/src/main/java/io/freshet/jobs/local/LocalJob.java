package io.freshet.jobs.local;

import io.freshet.jobs.kafka.Topics;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job that events are played to, added to an environment whose parallelism and checkpoint directory are set. */
@FunctionalInterface
public interface LocalJob {

    /** Name suffix of the gauge that says how many rows the replicas still await from the owner. */
    String UNACKNOWLEDGED_ROWS = "personalize.unacknowledgedRows";

    void addTo(StreamExecutionEnvironment env, String bootstrapServers, Topics topics);
}
