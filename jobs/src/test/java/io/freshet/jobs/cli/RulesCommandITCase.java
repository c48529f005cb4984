package io.freshet.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.kafka.CommittedRecords;
import io.freshet.jobs.kafka.EmbeddedBroker;
import io.freshet.jobs.kafka.Topics;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Control;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code freshet rules} at a broker. */
class RulesCommandITCase {
    private static final String RULES = "rules:\n  recalled:\n    items: [sku-17]\n";

    private final Topics topics = Topics.standard();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aFileIsPublishedAsItStandsAndWithdrawnByATombstone(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("rules.yaml"), RULES);
        try (EmbeddedBroker broker = EmbeddedBroker.start(Files.createDirectory(directory.resolve("broker")), 0)) {
            TopicsCommand.create(broker.bootstrapServers(), topics, 1);
            long before = System.currentTimeMillis();

            assertThat(run("rules", file.toString(), "--bootstrap", broker.bootstrapServers()))
                    .isZero();
            assertThat(run("rules", "--withdraw", "--bootstrap", broker.bootstrapServers()))
                    .isZero();

            List<ConsumerRecord<String, byte[]>> records = read(broker.bootstrapServers(), 2);
            assertThat(records).extracting(ConsumerRecord::key).containsOnly("rules");
            Control control = Codec.control().decode(records.get(0).value());
            assertThat(control.kind()).isEqualTo("rules");
            assertThat(control.payload()).isEqualTo(RULES);
            assertThat(control.epoch()).isEqualTo(control.updatedMs()).isBetween(before, System.currentTimeMillis());
            assertThat(records.get(1).value()).isNull();
            assertThat(out.toString(StandardCharsets.UTF_8).lines())
                    .containsExactly("1 rule published to freshet.control.v1", "the rules of freshet are withdrawn");
        }
    }

    private List<ConsumerRecord<String, byte[]>> read(String bootstrap, int expected) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = CommittedRecords.consumer(bootstrap, new StringDeserializer())) {
            consumer.assign(CommittedRecords.partitions(consumer, topics.control()));
            consumer.seekToBeginning(consumer.assignment());
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= expected;
            });
        }
        return records;
    }

    private int run(String... arguments) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Main.commandLine(new EngineParts(), print).execute(arguments);
    }
}
