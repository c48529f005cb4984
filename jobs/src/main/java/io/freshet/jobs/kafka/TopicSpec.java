package io.freshet.jobs.kafka;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_MS_CONFIG;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/** One topic as it has to be created. */
record TopicSpec(String name, int partitions, Map<String, String> config) {

    TopicSpec {
        config = Map.copyOf(config);
    }

    /** Kept for a while, then deleted. */
    static TopicSpec log(String name, int partitions) {
        return new TopicSpec(name, partitions, Map.of(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE));
    }

    /**
     * The last record of each key, in one partition.
     *
     * <p>The active segment is never compacted, and by default it stays active for a week: without a short segment.ms a
     * table of few keys that change often grows to millions of records before a reader gets a compacted one.
     */
    static TopicSpec table(String name) {
        return new TopicSpec(
                name,
                1,
                Map.of(
                        CLEANUP_POLICY_CONFIG,
                        CLEANUP_POLICY_COMPACT,
                        SEGMENT_MS_CONFIG,
                        "600000",
                        MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                        "0.3",
                        MIN_COMPACTION_LAG_MS_CONFIG,
                        "0"));
    }

    /** The broker stamps the records, so that times of two topics can be subtracted. */
    TopicSpec stampedOnAppend() {
        return with(MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    }

    TopicSpec compressed(String type) {
        return with(COMPRESSION_TYPE_CONFIG, type);
    }

    String cleanupPolicy() {
        return config.getOrDefault(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE);
    }

    /** Replicated as the broker does by default. */
    NewTopic toNewTopic() {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
    }

    private TopicSpec with(String key, String value) {
        Map<String, String> more = new TreeMap<>(config);
        more.put(key, value);
        return new TopicSpec(name, partitions, more);
    }
}
