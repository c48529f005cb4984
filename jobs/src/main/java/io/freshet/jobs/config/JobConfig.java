package io.freshet.jobs.config;

import io.freshet.features.LoopConfig;
import io.freshet.jobs.kafka.Topics;
import io.freshet.ranking.RecommenderConfig;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * Settings of the live job.
 *
 * @param bootstrapServers of Kafka, host:port, …
 * @param topics names of all topics
 * @param recommender of the engine
 * @param loop between learners and the owner of the rows
 * @param pushInterval changes wait no longer than this before they are pushed
 * @param limit items in a pushed list
 * @param guarantee of the outputs; item-state is always written at least once, since its rows are absolute
 * @param checkpointInterval between checkpoints
 * @param maxFuture how far an event's time may lie ahead of its Kafka record's
 * @param alignment how far one partition may run ahead of another in event time; zero lets them run
 */
public record JobConfig(
        String bootstrapServers,
        Topics topics,
        RecommenderConfig recommender,
        LoopConfig loop,
        Duration pushInterval,
        int limit,
        DeliveryGuarantee guarantee,
        Duration checkpointInterval,
        Duration maxFuture,
        Duration alignment)
        implements Serializable {

    private static final int MAX_LIMIT = 1000;

    /** Several partitions read at full speed would drift apart by weeks of recorded time. */
    private static final Duration PLAYED_ALIGNMENT = Duration.ofMinutes(10);

    public JobConfig {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers is empty: name a broker as host:port");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is " + limit + ": set it between 1 and " + MAX_LIMIT);
        }
        if (guarantee == DeliveryGuarantee.NONE) {
            throw new IllegalArgumentException(
                    "guarantee NONE would lose recommendations: use AT_LEAST_ONCE or EXACTLY_ONCE");
        }
        positive("pushInterval", pushInterval);
        positive("checkpointInterval", checkpointInterval);
    }

    /** The defaults against a broker. */
    public static JobConfig defaults(String bootstrapServers, boolean repeat) {
        return new JobConfig(
                bootstrapServers,
                Topics.standard(),
                RecommenderConfig.defaults(repeat),
                LoopConfig.DEFAULTS,
                Duration.ofMillis(50),
                10,
                DeliveryGuarantee.AT_LEAST_ONCE,
                Duration.ofSeconds(10),
                Duration.ofDays(1),
                Duration.ZERO);
    }

    public JobConfig withTopics(Topics other) {
        return new JobConfig(
                bootstrapServers,
                other,
                recommender,
                loop,
                pushInterval,
                limit,
                guarantee,
                checkpointInterval,
                maxFuture,
                alignment);
    }

    /** With another engine. */
    public JobConfig withEngine(RecommenderConfig otherRecommender, LoopConfig otherLoop) {
        return new JobConfig(
                bootstrapServers,
                topics,
                otherRecommender,
                otherLoop,
                pushInterval,
                limit,
                guarantee,
                checkpointInterval,
                maxFuture,
                alignment);
    }

    /** For a stream that is played from so many partitions as fast as it is answered. */
    public JobConfig forPlaying(int partitions) {
        return withAlignment(partitions > 1 ? PLAYED_ALIGNMENT : Duration.ZERO);
    }

    public JobConfig withGuarantee(DeliveryGuarantee other) {
        return new JobConfig(
                bootstrapServers,
                topics,
                recommender,
                loop,
                pushInterval,
                limit,
                other,
                checkpointInterval,
                maxFuture,
                alignment);
    }

    public JobConfig withCheckpointInterval(Duration other) {
        return new JobConfig(
                bootstrapServers,
                topics,
                recommender,
                loop,
                pushInterval,
                limit,
                guarantee,
                other,
                maxFuture,
                alignment);
    }

    public JobConfig withAlignment(Duration other) {
        return new JobConfig(
                bootstrapServers,
                topics,
                recommender,
                loop,
                pushInterval,
                limit,
                guarantee,
                checkpointInterval,
                maxFuture,
                other);
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is " + value + ": it must be longer than zero");
        }
    }
}
