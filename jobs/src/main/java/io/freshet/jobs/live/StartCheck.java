package io.freshet.jobs.live;

import io.freshet.jobs.config.JobConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Refuses what would start and then be wrong. */
final class StartCheck {
    private StartCheck() {}

    /**
     * A job without restored state must find no rows of another job: its owner would not know them.
     *
     * @throws IllegalStateException if the item-state topic holds rows or does not exist
     */
    static void requireEmpty(JobConfig config) throws InterruptedException {
        String topic = config.topics().itemState();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", config.bootstrapServers()))) {
            long rows = endOffsets(admin, topic);
            if (rows > 0) {
                throw new IllegalStateException("topic " + topic + " holds " + rows + " records of an earlier job, but"
                        + " this one starts without state: restore a savepoint with `flink run -s PATH`, or use another"
                        + " --prefix");
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "topic " + topic + " at " + config.bootstrapServers() + " cannot be read: create the topics first ("
                            + e.getCause() + ")",
                    e);
        }
    }

    private static long endOffsets(Admin admin, String topic) throws ExecutionException, InterruptedException {
        TopicDescription description =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        if (description == null) {
            return 0;
        }
        Map<TopicPartition, OffsetSpec> latest = description.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition.partition()),
                        partition -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }
}
