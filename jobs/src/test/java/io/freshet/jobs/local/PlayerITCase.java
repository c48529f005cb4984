package io.freshet.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.jobs.kafka.EmbeddedBroker;
import io.freshet.jobs.kafka.TopicCreator;
import io.freshet.jobs.kafka.Topics;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlayerITCase {
    private static final Topics TOPICS = Topics.standard();
    private static final int MAX_LAG = 5;
    private static final int EVENTS = 20;

    /** A full player waits until fewer than these wait, so it may stop here while answers come in. */
    private static final int RESUME_LAG = 4;

    /** A broker that has just started may be slow to answer for a new topic. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void neverRunsFurtherAheadThanAllowedAndKeepsEachUsersOrder(@TempDir Path dir) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                new TopicCreator(admin).create(TOPICS, 3);
            }
            Ledger ledger = new Ledger();
            List<Integer> lags = new CopyOnWriteArrayList<>();
            Iterator<Interaction> events = events(() -> lags.add(ledger.waiting()));
            try (Player player = new Player(
                    broker.bootstrapServers(),
                    TOPICS.interactions(),
                    events,
                    null,
                    0,
                    MAX_LAG,
                    ledger,
                    (id, appendMs) -> {})) {
                player.start();
                await().atMost(PATIENCE).until(() -> ledger.waiting() == MAX_LAG);
                for (int answered = 0; answered < EVENTS; ) {
                    await().atMost(PATIENCE)
                            .until(() -> ledger.waiting() >= RESUME_LAG || ledger.published() == EVENTS);
                    int published = (int) ledger.published();
                    IntStream.range(answered, published).forEach(i -> ledger.answered("e" + i));
                    answered = published;
                }
                await().atMost(PATIENCE).until(player::done);
                assertThat(player.failure()).isNull();
            }
            assertThat(lags).hasSize(EVENTS).allSatisfy(lag -> assertThat(lag).isLessThan(MAX_LAG));
            assertThat(ofUser(broker, "u1")).containsExactly("e1", "e4", "e7", "e10", "e13", "e16", "e19");
        }
    }

    private static Iterator<Interaction> events(Runnable whenTaken) {
        Iterator<Integer> numbers = IntStream.range(0, EVENTS).boxed().toList().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return numbers.hasNext();
            }

            @Override
            public Interaction next() {
                whenTaken.run();
                int i = numbers.next();
                return Interaction.of("e" + i, "u" + i % 3, "i" + i, 1, i);
            }
        };
    }

    private static List<String> ofUser(EmbeddedBroker broker, String user) {
        List<String> ids = new ArrayList<>();
        Codec<Interaction> codec = Codec.interaction();
        List<Integer> seen = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, 3)
                    .mapToObj(partition -> new TopicPartition(TOPICS.interactions(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    seen.add(record.partition());
                    if (record.key().equals(user)) {
                        ids.add(codec.decode(record.value()).eventId());
                    }
                }
                return seen.size() == EVENTS;
            });
        }
        return ids;
    }
}
