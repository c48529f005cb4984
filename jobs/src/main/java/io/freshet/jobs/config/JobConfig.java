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
 * @param loopBytesPerSecond that all owners together publish; rows wait and are published less often when it is spent
 * @param loopDelay by which published rows are held back on their way to the replicas, to try a slow loop; zero for not at
 *     all
 * @param pushInterval changes wait no longer than this before they are pushed
 * @param limit items in a pushed list
 * @param listInterval event time between two lists that are pushed to one user; zero pushes one after every event
 * @param rememberedEvents the latest events of each user whose ids are known again if they come twice
 * @param guarantee of the outputs; item-state is always written at least once, since its rows are absolute
 * @param checkpointInterval between checkpoints
 * @param transactionTimeout after which the broker gives up a transaction of exactly-once output; a checkpoint ends it,
 *     so a job that is down for longer has lost what it wrote since its last one
 * @param maxFuture how far an event's time may lie ahead of its Kafka record's
 * @param alignment how far one partition may run ahead of another in event time; zero lets them run
 */
public record JobConfig(
        String bootstrapServers,
        Topics topics,
        RecommenderConfig recommender,
        LoopConfig loop,
        long loopBytesPerSecond,
        Duration loopDelay,
        Duration pushInterval,
        int limit,
        Duration listInterval,
        int rememberedEvents,
        DeliveryGuarantee guarantee,
        Duration checkpointInterval,
        Duration transactionTimeout,
        Duration maxFuture,
        Duration alignment)
        implements Serializable {

    private static final int MAX_LIMIT = 1000;
    private static final long MIN_LOOP_BYTES = 10_000;
    private static final int MAX_REMEMBERED = 10_000;

    /** Several partitions read at full speed would drift apart by weeks of recorded time. */
    private static final Duration PLAYED_ALIGNMENT = Duration.ofMinutes(10);

    public JobConfig {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers is empty: name a broker as host:port");
        }
        if (loopBytesPerSecond < MIN_LOOP_BYTES) {
            throw new IllegalArgumentException("loopBytesPerSecond is " + loopBytesPerSecond + ": set it to "
                    + MIN_LOOP_BYTES + " or more, a row takes some hundred bytes");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is " + limit + ": set it between 1 and " + MAX_LIMIT);
        }
        if (rememberedEvents < 0 || rememberedEvents > MAX_REMEMBERED) {
            throw new IllegalArgumentException("rememberedEvents is " + rememberedEvents + ": set it between 0 and "
                    + MAX_REMEMBERED + ", each takes 8 bytes of every user's state");
        }
        if (guarantee == DeliveryGuarantee.NONE) {
            throw new IllegalArgumentException(
                    "guarantee NONE would lose recommendations: use AT_LEAST_ONCE or EXACTLY_ONCE");
        }
        if (listInterval.isNegative()) {
            throw new IllegalArgumentException("listInterval is " + listInterval
                    + ": set it to zero or more, zero pushes a list after every event");
        }
        if (loopDelay.isNegative()) {
            throw new IllegalArgumentException("loopDelay is " + loopDelay + ": it must be zero or longer");
        }
        positive("pushInterval", pushInterval);
        positive("checkpointInterval", checkpointInterval);
        if (guarantee == DeliveryGuarantee.EXACTLY_ONCE && transactionTimeout.compareTo(checkpointInterval) <= 0) {
            throw new IllegalArgumentException("transactionTimeout is " + transactionTimeout.toMillis()
                    + " ms, but a transaction lasts from one checkpoint to the next, " + checkpointInterval.toMillis()
                    + " ms: make it several times as long");
        }
    }

    /** Starts from the defaults, for items that are consumed once. */
    public static Builder builder(String bootstrapServers) {
        return new Builder(bootstrapServers);
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is " + value + ": it must be longer than zero");
        }
    }

    /** Takes what differs from the defaults; not thread safe. */
    public static final class Builder {
        private final String bootstrapServers;
        private Topics topics = Topics.standard();
        private RecommenderConfig recommender = RecommenderConfig.defaults(false);
        private LoopConfig loop = LoopConfig.DEFAULTS;
        private long loopBytesPerSecond = 32_000_000;
        private Duration listInterval = Duration.ZERO;
        private Duration loopDelay = Duration.ZERO;
        private int rememberedEvents = 64;
        private DeliveryGuarantee guarantee = DeliveryGuarantee.AT_LEAST_ONCE;
        private Duration checkpointInterval = Duration.ofSeconds(10);
        private Duration transactionTimeout = Duration.ofMinutes(10);
        private Duration alignment = Duration.ZERO;

        private Builder(String bootstrapServers) {
            this.bootstrapServers = bootstrapServers;
        }

        public Builder topics(Topics value) {
            topics = value;
            return this;
        }

        /** The engine's and the loop's. */
        public Builder settings(Settings settings, boolean repeat) {
            return engine(settings.served(repeat), settings.loop());
        }

        public Builder loop(LoopConfig value) {
            loop = value;
            return this;
        }

        public Builder engine(RecommenderConfig engine, LoopConfig engineLoop) {
            recommender = engine;
            return loop(engineLoop);
        }

        /** For a stream that is played from so many partitions as fast as it is answered. */
        public Builder played(int partitions) {
            return alignment(partitions > 1 ? PLAYED_ALIGNMENT : Duration.ZERO);
        }

        public Builder loopBytesPerSecond(long value) {
            loopBytesPerSecond = value;
            return this;
        }

        public Builder listInterval(Duration value) {
            listInterval = value;
            return this;
        }

        public Builder loopDelay(Duration value) {
            loopDelay = value;
            return this;
        }

        public Builder rememberedEvents(int value) {
            rememberedEvents = value;
            return this;
        }

        public Builder guarantee(DeliveryGuarantee value) {
            guarantee = value;
            return this;
        }

        public Builder checkpointInterval(Duration value) {
            checkpointInterval = value;
            return this;
        }

        /** At most the broker's transaction.max.timeout.ms, which is 15 minutes unless set. */
        public Builder transactionTimeout(Duration value) {
            transactionTimeout = value;
            return this;
        }

        public Builder alignment(Duration value) {
            alignment = value;
            return this;
        }

        public JobConfig build() {
            return new JobConfig(
                    bootstrapServers,
                    topics,
                    recommender,
                    loop,
                    loopBytesPerSecond,
                    loopDelay,
                    Duration.ofMillis(50),
                    10,
                    listInterval,
                    rememberedEvents,
                    guarantee,
                    checkpointInterval,
                    transactionTimeout,
                    Duration.ofDays(1),
                    alignment);
        }
    }
}
