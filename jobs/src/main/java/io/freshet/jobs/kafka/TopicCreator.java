package io.freshet.jobs.kafka;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing and refuses those that would lose data as they are. */
public final class TopicCreator {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final long RETRY_MS = 50;

    private final Admin admin;

    public TopicCreator(Admin admin) {
        this.admin = admin;
    }

    /**
     * Creates what is missing; topics that exist stay as they are.
     *
     * @param partitions of each topic that is keyed by user
     * @throws IllegalStateException if a topic exists with another cleanup policy
     */
    public void create(Topics topics, int partitions) throws InterruptedException {
        List<TopicSpec> specs = layout(topics, partitions);
        createMissing(specs);
        Map<String, String> policies = cleanupPolicies(specs);
        specs.forEach(spec -> requirePolicy(spec, policies.getOrDefault(spec.name(), "")));
    }

    static List<TopicSpec> layout(Topics topics, int partitions) {
        List<TopicSpec> specs = new ArrayList<>(List.of(
                TopicSpec.log(topics.interactions(), partitions).stampedOnAppend(),
                TopicSpec.log(topics.requests(), partitions).stampedOnAppend(),
                TopicSpec.log(topics.recommendations(), partitions).stampedOnAppend(),
                TopicSpec.log(topics.evaluations(), partitions).stampedOnAppend(),
                TopicSpec.log(topics.impressions(), partitions),
                TopicSpec.log(topics.erasure(), partitions),
                TopicSpec.log(topics.erasureReceipts(), partitions),
                TopicSpec.table(topics.items()),
                TopicSpec.table(topics.control()),
                // learned floats hardly compress, and the broker would do it once more than needed
                TopicSpec.table(topics.itemState()).compressed("uncompressed")));
        topics.inputs()
                .forEach(input ->
                        specs.add(TopicSpec.log(topics.deadLetters(input), 1).stampedOnAppend()));
        return List.copyOf(specs);
    }

    private void createMissing(List<TopicSpec> specs) throws InterruptedException {
        CreateTopicsResult result =
                admin.createTopics(specs.stream().map(TopicSpec::toNewTopic).toList());
        for (Map.Entry<String, KafkaFuture<Void>> created : result.values().entrySet()) {
            try {
                created.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new IllegalStateException("cannot create topic " + created.getKey() + ": " + reason(e), e);
                }
            }
        }
    }

    private Map<String, String> cleanupPolicies(List<TopicSpec> specs) throws InterruptedException {
        List<ConfigResource> names = specs.stream()
                .map(spec -> new ConfigResource(ConfigResource.Type.TOPIC, spec.name()))
                .toList();
        return configs(names).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().name(),
                        entry -> entry.getValue().get(CLEANUP_POLICY_CONFIG).value()));
    }

    /** The controller creates topics, but brokers answer, and each hears of a new topic a little later. */
    private Map<ConfigResource, Config> configs(List<ConfigResource> names) throws InterruptedException {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (true) {
            try {
                return admin.describeConfigs(names).all().get();
            } catch (ExecutionException e) {
                boolean mayBeLate = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!mayBeLate || System.nanoTime() > deadline) {
                    throw new IllegalStateException("cannot read the configuration of the topics: " + reason(e), e);
                }
                TimeUnit.MILLISECONDS.sleep(RETRY_MS);
            }
        }
    }

    private static void requirePolicy(TopicSpec spec, String found) {
        if (!found.equals(spec.cleanupPolicy())) {
            throw new IllegalStateException("topic " + spec.name() + " has cleanup.policy=" + found + " but needs "
                    + spec.cleanupPolicy() + ": alter it with kafka-configs, or use another topic prefix");
        }
    }

    private static String reason(ExecutionException e) {
        return String.valueOf(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    }
}
