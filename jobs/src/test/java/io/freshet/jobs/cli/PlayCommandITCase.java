package io.freshet.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.jobs.kafka.CommittedRecords;
import io.freshet.jobs.kafka.EmbeddedBroker;
import io.freshet.jobs.kafka.Topics;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code freshet play} at a broker. */
class PlayCommandITCase {
    private final Topics topics = Topics.standard();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aRecordedStreamIsPublishedAndCounted(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("stream.csv"),
                "user,item,timestamp_ms,value\nann,tea,1000,5\nben,mug,2000,3\nann,mug,3000,4\nben,tea,4000,5\n");
        try (EmbeddedBroker broker = EmbeddedBroker.start(Files.createDirectory(directory.resolve("broker")), 0)) {
            TopicsCommand.create(broker.bootstrapServers(), topics, 1);

            assertThat(run(
                            "play",
                            "--bootstrap",
                            broker.bootstrapServers(),
                            "--input",
                            file.toString(),
                            "--min-value",
                            "4",
                            "--limit",
                            "2"))
                    .isZero();

            assertThat(read(broker.bootstrapServers(), 2))
                    .extracting(Interaction::userId, Interaction::itemId, Interaction::eventTimeMs)
                    .containsExactly(tuple("ann", "tea", 1000L), tuple("ann", "mug", 3000L));
            assertThat(out.toString(StandardCharsets.UTF_8).strip())
                    .isEqualTo("published  2 interactions to freshet.interactions.v1");
        }
    }

    private List<Interaction> read(String bootstrap, int expected) throws Exception {
        List<byte[]> records = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = CommittedRecords.consumer(bootstrap, new StringDeserializer())) {
            consumer.assign(CommittedRecords.partitions(consumer, topics.interactions()));
            consumer.seekToBeginning(consumer.assignment());
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> records.add(record.value()));
                return records.size() >= expected;
            });
        }
        List<Interaction> events = new ArrayList<>();
        for (byte[] record : records) {
            events.add(Codec.interaction().decode(record));
        }
        return events;
    }

    private int run(String... arguments) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Main.commandLine(new EngineParts(), print).execute(arguments);
    }
}
