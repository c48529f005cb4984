package io.freshet.jobs.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.jobs.kafka.EmbeddedBroker;
import io.freshet.jobs.kafka.LocalPorts;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaInteractionsITCase {
    private static final Comparator<Interaction> BY_TIME = Comparator.comparingLong(Interaction::eventTimeMs)
            .thenComparing(Interaction::userId)
            .thenComparing(Interaction::itemId);

    private final Codec<Interaction> codec = Codec.interaction();
    private final EmbeddedBroker broker;
    private int topics;

    KafkaInteractionsITCase(@TempDir Path dir) throws Exception {
        broker = EmbeddedBroker.start(dir, 0);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void eventsComeInTheOrderOfTheTopicAndBadRecordsAreNamedByTheirPlace() throws Exception {
        String topic = topic(1);
        try (Sending sending = new Sending(topic)) {
            sending.event(0, event("e-1", "ann", "tea", 1, 3000));
            sending.bytes(0, "no Avro".getBytes(StandardCharsets.UTF_8));
            sending.event(0, event("e-2", "bob", "pot", 1, 1000));
            sending.bytes(0, null);
            sending.event(0, event("e-3", "ann", "cup", 1, 2000));
        }
        try (InteractionStream stream = open(topic, new InputOptions(null, 3))) {
            assertThat(drain(stream)).extracting(Interaction::eventId).containsExactly("e-1", "e-2", "e-3");
            assertThat(stream.damagedRows()).isEqualTo(2);
            assertThat(stream.firstDamage()).startsWith("partition 0, offset 1: Interaction: the value has 7 bytes");
        }
    }

    @Test
    void aPartitionThatGoesBackInTimeIsRefusedWhereOrderIsRequired() throws Exception {
        String topic = topic(1);
        try (Sending sending = new Sending(topic)) {
            sending.event(0, event("e-1", "ann", "tea", 1, 3000));
            sending.event(0, event("e-2", "bob", "pot", 1, 1000));
        }
        assertThatThrownBy(() -> read(topic, InputOptions.everything().requireOrder()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("topic " + topic + " goes back in time at partition 0, offset 1, from 3000"
                        + " (1970-01-01T00:00:03Z) to 1000 (1970-01-01T00:00:01Z): choose a range of offsets");
    }

    @Test
    void aPartitionThatSplitsAUsersEventsOfOneTimeIsRefusedWhereOrderIsRequired() throws Exception {
        String topic = topic(1);
        try (Sending sending = new Sending(topic)) {
            sending.event(0, event("e-1", "ann", "tea", 1, 3000));
            sending.event(0, event("e-2", "bob", "pot", 1, 3000));
            sending.event(0, event("e-3", "ann", "cup", 1, 3000));
        }
        assertThatThrownBy(() -> read(topic, InputOptions.everything().requireOrder()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("topic " + topic + " returns at partition 0, offset 2 to user 'ann' of the same"
                        + " time 3000 (1970-01-01T00:00:03Z), whose events must stand together: choose a range");
    }

    @Test
    void partitionsAreMergedByTimeThenUserThenItem() throws Exception {
        String topic = topic(3);
        List<Interaction> events = sortedEvents(5_000, 11);
        try (Sending sending = new Sending(topic)) {
            for (Interaction event : events) {
                sending.event(Math.floorMod(event.userId().hashCode(), 3), event);
            }
        }
        assertThat(read(topic, InputOptions.everything().requireOrder())).isEqualTo(events);
    }

    @Test
    void ofRecordsOutOfOrderEachPartitionKeepsItsOwn() throws Exception {
        String topic = topic(2);
        try (Sending sending = new Sending(topic)) {
            sending.event(0, event("a-1", "ann", "tea", 1, 5000));
            sending.event(0, event("a-2", "ann", "pot", 1, 1000));
            sending.event(1, event("b-1", "bob", "tea", 1, 2000));
            sending.event(1, event("b-2", "bob", "pot", 1, 6000));
        }
        assertThat(read(topic, InputOptions.everything()))
                .extracting(Interaction::eventId)
                .containsExactly("b-1", "a-1", "a-2", "b-2");
    }

    @Test
    void aSecondEventOfAUserWithTheSameIdIsPassedOverAndCounted() throws Exception {
        String topic = topic(1);
        try (Sending sending = new Sending(topic)) {
            sending.event(0, event("e-1", "ann", "tea", 1, 1000));
            sending.event(0, event("e-1", "ann", "tea", 1, 1000));
            sending.event(0, event("e-1", "bob", "tea", 1, 2000));
        }
        try (InteractionStream stream = open(topic, InputOptions.everything())) {
            assertThat(drain(stream)).extracting(Interaction::userId).containsExactly("ann", "bob");
            assertThat(stream.duplicates()).isEqualTo(1);
        }
    }

    @Test
    void offsetsTimesWeightsAndTheLimitChooseEvents() throws Exception {
        String topic = topic(1);
        try (Sending sending = new Sending(topic)) {
            for (int i = 0; i < 10; i++) {
                sending.event(0, event("e-" + i, "ann", "i" + i, i / 10f, 1000 * i));
            }
        }
        InputOptions all = InputOptions.everything();
        assertThat(ids(new TopicRange(broker.bootstrapServers(), topic, 2L, 5L), all))
                .containsExactly("e-2", "e-3", "e-4");
        assertThat(ids(new TopicRange(broker.bootstrapServers(), topic, null, 2L), all))
                .containsExactly("e-0", "e-1");
        assertThat(ids(new TopicRange(broker.bootstrapServers(), topic, 8L, 99L), all))
                .containsExactly("e-8", "e-9");
        assertThat(ids(TopicRange.all(broker.bootstrapServers(), topic), all.between(3000L, 5000L)))
                .containsExactly("e-3", "e-4");
        assertThat(ids(TopicRange.all(broker.bootstrapServers(), topic), new InputOptions(0.7, 2)))
                .containsExactly("e-7", "e-8");
    }

    @Test
    void onlyCommittedRecordsOfBeforeTheOpeningAreRead() throws Exception {
        String topic = topic(1);
        try (Sending sending = new Sending(topic, "tx")) {
            sending.producer.initTransactions();
            sending.producer.beginTransaction();
            sending.event(0, event("aborted", "ann", "tea", 1, 1000));
            // an abort drops what has not been sent yet
            sending.producer.flush();
            sending.producer.abortTransaction();
            sending.producer.beginTransaction();
            sending.event(0, event("committed", "ann", "tea", 1, 2000));
            sending.producer.commitTransaction();
            // two records and their markers; the broker writes the last marker after commitTransaction has returned
            awaitCommitted(topic, 4);
            try (InteractionStream stream = open(topic, InputOptions.everything())) {
                sending.producer.beginTransaction();
                sending.event(0, event("late", "ann", "tea", 1, 3000));
                sending.producer.commitTransaction();
                assertThat(drain(stream)).extracting(Interaction::eventId).containsExactly("committed");
            }
        }
    }

    @Test
    void moreThanOnePercentOfDamageStopsTheStream() throws Exception {
        String topic = topic(1);
        try (Sending sending = new Sending(topic)) {
            for (int i = 0; i < 98; i++) {
                sending.event(0, event("e-" + i, "ann", "tea", 1, i));
            }
            sending.bytes(0, new byte[] {1});
            sending.bytes(0, new byte[] {2});
        }
        assertThatThrownBy(() -> read(topic, InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("2 of the first 100 records of topic " + topic
                        + " are damaged, more than 1 %; the first: partition 0, offset 98: Interaction: ")
                .hasMessageEndingWith(". Choose a range of offsets without them");
    }

    @Test
    void aTopicWithoutRecordsOfTheRangeIsAnErrorAtOnce() throws Exception {
        String topic = topic(2);
        assertThatThrownBy(() -> read(topic, InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessage("topic " + topic + " has no records: give one with at least one");
        try (Sending sending = new Sending(topic)) {
            sending.event(0, event("e-1", "ann", "tea", 1, 1000));
        }
        assertThatThrownBy(() -> KafkaInteractions.open(
                        new TopicRange(broker.bootstrapServers(), topic, 7L, null), InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessage("topic " + topic + " from offset 7 has no records: give one with at least one");
        assertThatThrownBy(() -> read(topic, InputOptions.everything().between(5000L, null)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("holds none of the 1 records of topic " + topic);
    }

    @Test
    void whatCannotBeReachedIsToldInOneLine() throws Exception {
        assertThatThrownBy(() -> read("absent", InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessage("the broker at " + broker.bootstrapServers() + " has no topic absent: check its name");
        String nobody = "127.0.0.1:" + LocalPorts.free(1)[0];
        assertThatThrownBy(() -> KafkaInteractions.open(TopicRange.all(nobody, "any"), InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessage("no broker answers at " + nobody + ": check the address, and that it runs");
        assertThatThrownBy(() -> KafkaInteractions.open(TopicRange.all("nonsense", "any"), InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("'nonsense' names no broker (")
                .hasMessageEndingWith("): give HOST:PORT");
    }

    @Test
    void rangesThatCannotBeMeantAreRefused() {
        assertThatThrownBy(() -> new TopicRange("b:1", "t", -1L, null))
                .isInstanceOf(InputException.class)
                .hasMessage("offset -1 is less than 0: give the first offset, or none");
        assertThatThrownBy(() -> new TopicRange("b:1", "t", null, 0L))
                .isInstanceOf(InputException.class)
                .hasMessage("offset 0 has none before it: give the one behind the last");
        assertThatThrownBy(() -> new TopicRange("b:1", "t", 5L, 5L))
                .isInstanceOf(InputException.class)
                .hasMessage("no offset is from 5 to before 5: give an end behind the beginning");
    }

    private String topic(int partitions) throws Exception {
        String name = "recorded-" + ++topics;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        }
        return name;
    }

    private InteractionStream open(String topic, InputOptions options) {
        return KafkaInteractions.open(TopicRange.all(broker.bootstrapServers(), topic), options);
    }

    private List<Interaction> read(String topic, InputOptions options) {
        try (InteractionStream stream = open(topic, options)) {
            return drain(stream);
        }
    }

    private static List<String> ids(TopicRange range, InputOptions options) {
        try (InteractionStream stream = KafkaInteractions.open(range, options)) {
            return drain(stream).stream().map(Interaction::eventId).toList();
        }
    }

    private static List<Interaction> drain(InteractionStream stream) {
        List<Interaction> events = new ArrayList<>();
        stream.forEachRemaining(events::add);
        return events;
    }

    private static Interaction event(String id, String user, String item, float weight, long timeMs) {
        return Interaction.of(id, user, item, weight, timeMs);
    }

    /** As a recorded file is sorted, with many equal times. */
    private static List<Interaction> sortedEvents(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Interaction> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event("e-" + i, "u" + random.nextInt(50), "i" + i, 1, random.nextInt(500)));
        }
        events.sort(BY_TIME);
        return events;
    }

    /** Waits until readers of committed records see the offset as the end of the topic's first partition. */
    private void awaitCommitted(String topic, long end) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Instant deadline = Instant.now().plusSeconds(60);
            while (admin.listOffsets(Map.of(partition, OffsetSpec.latest()), committed)
                            .partitionResult(partition)
                            .get()
                            .offset()
                    < end) {
                assertThat(Instant.now())
                        .as("%s committed up to offset %d", topic, end)
                        .isBefore(deadline);
                Thread.sleep(20);
            }
        }
    }

    private final class Sending implements AutoCloseable {
        private final String topic;
        private final KafkaProducer<byte[], byte[]> producer;

        Sending(String topic) {
            this(topic, Map.of());
        }

        Sending(String topic, String transactionalId) {
            this(topic, Map.of("transactional.id", transactionalId));
        }

        private Sending(String topic, Map<String, Object> more) {
            Map<String, Object> config = new HashMap<>(more);
            config.put("bootstrap.servers", broker.bootstrapServers());
            this.topic = topic;
            this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        }

        void event(int partition, Interaction event) {
            bytes(partition, codec.encode(event));
        }

        void bytes(int partition, byte @Nullable [] value) {
            producer.send(new ProducerRecord<>(topic, partition, null, value));
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}
