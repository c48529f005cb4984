package io.freshet.jobs.demo;

import io.freshet.jobs.kafka.Topics;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job that the demo runs, added to an environment whose parallelism and checkpoint directory are set. */
@FunctionalInterface
public interface DemoJob {

    /** Name suffix of the gauge that says how many rows the replicas still await from the owner. */
    String UNACKNOWLEDGED_ROWS = "personalize.unacknowledgedRows";

    void addTo(StreamExecutionEnvironment env, String bootstrapServers, Topics topics);
}
