package io.freshet.jobs.live;

import io.freshet.jobs.config.JobConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** Looks at the broker before a job is submitted, and refuses what would start and then be wrong. */
final class StartCheck implements AutoCloseable {
    private static final String LONGEST_TRANSACTION = "transaction.max.timeout.ms";

    private final JobConfig config;
    private final Admin admin;

    StartCheck(JobConfig config) {
        this.config = config;
        this.admin = Admin.create(Map.of("bootstrap.servers", config.bootstrapServers()));
    }

    /**
     * Notes where the item-state topic, the catalogue and the control topic end now.
     *
     * @throws IllegalStateException if one of them does not exist
     */
    Start note(StartMode mode) throws InterruptedException {
        return new Start(
                mode,
                presentEnds(config.topics().itemState()),
                presentEnds(config.topics().items()),
                presentEnds(config.topics().control()));
    }

    private Map<Integer, Long> presentEnds(String topic) throws InterruptedException {
        try {
            return endOffsets(topic);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "topic " + topic + " at " + config.bootstrapServers() + " cannot be read: create the topics first ("
                            + e.getCause() + ")",
                    e);
        }
    }

    /**
     * Transactions must be allowed to last as long as the job's do, and checkpoints must come in time to end them.
     *
     * @throws IllegalStateException if the broker would refuse them or end them too early
     */
    void requireTransactions() throws InterruptedException {
        if (config.guarantee() != DeliveryGuarantee.EXACTLY_ONCE) {
            return;
        }
        long timeout = config.transactionTimeout().toMillis();
        long longest = longestTransaction();
        if (timeout > longest) {
            throw new IllegalStateException(
                    "the transaction timeout is " + timeout + " ms, but the broker's " + LONGEST_TRANSACTION + " is "
                            + longest + ": lower --transaction-timeout, or raise the broker's limit");
        }
    }

    private long longestTransaction() throws InterruptedException {
        try {
            Node broker = admin.describeCluster().nodes().get().iterator().next();
            ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker.idString());
            Config found = admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next();
            return Long.parseLong(found.get(LONGEST_TRANSACTION).value());
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the configuration of the broker at " + config.bootstrapServers() + " cannot be read, but"
                            + " --exactly-once needs to know its " + LONGEST_TRANSACTION + " (" + e.getCause() + ")",
                    e);
        }
    }

    private Map<Integer, Long> endOffsets(String topic) throws ExecutionException, InterruptedException {
        TopicDescription description =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        if (description == null) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> latest = description.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition.partition()),
                        partition -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        end -> end.getKey().partition(), end -> end.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close();
    }
}
