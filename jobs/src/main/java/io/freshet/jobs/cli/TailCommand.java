package io.freshet.jobs.cli;

import io.freshet.jobs.demo.RunningDemo;
import io.freshet.jobs.kafka.CommittedRecords;
import io.freshet.jobs.kafka.Topics;
import io.freshet.jobs.local.StopSignal;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet tail}: the records of a topic as they come. */
@Command(
        name = "tail",
        description = "Prints the records of a topic as they come, each as one line of JSON.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class TailCommand implements Callable<Integer> {
    private static final String DEAD = ".dlq";
    private static final Duration POLL = Duration.ofMillis(200);

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "TOPIC",
            description = "interactions, items, requests, recommendations, item-state, evaluations, erasure,"
                    + " erasure-receipts, control or impressions; an input's dead letters as interactions.dlq")
    private String topic = "";

    @Mixin
    private BrokerArguments where = new BrokerArguments();

    @Option(names = "--from-beginning", description = "the records that are there already, too")
    private boolean fromBeginning;

    @Option(names = "--limit", paramLabel = "N", description = "stop after so many lines")
    private @Nullable Long limit;

    @Option(names = "--key", paramLabel = "USER", description = "only records with this key")
    private @Nullable String key;

    TailCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        CommandSpec command = command();
        new OptionChecks(command.commandLine()).atLeastOne("--limit", limit);
        Function<ConsumerRecord<String, byte[]>, String> lines = lines(kind());
        RunningDemo broker = where.find();
        Logs.toErrorOutput(false);
        StopSignal stop = new StopSignal();
        stop.onInterrupt();
        try (Consumer<String, byte[]> consumer =
                CommittedRecords.consumer(broker.bootstrapServers(), new StringDeserializer())) {
            follow(consumer, topicName(new Topics(broker.prefix())), lines, stop);
        } catch (TimeoutException e) {
            throw new IOException("no broker answers at " + broker.bootstrapServers() + ": check --bootstrap", e);
        }
        return 0;
    }

    private void follow(
            Consumer<String, byte[]> consumer,
            String name,
            Function<ConsumerRecord<String, byte[]>, String> lines,
            StopSignal stop)
            throws IOException {
        assign(consumer, name);
        long left = limit == null ? Long.MAX_VALUE : limit;
        while (left > 0 && !stop.requested() && !out.checkError()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (left > 0 && (key == null || key.equals(record.key()))) {
                    out.println(lines.apply(record));
                    left--;
                }
            }
        }
    }

    private void assign(Consumer<String, byte[]> consumer, String name) throws IOException {
        List<TopicPartition> partitions = CommittedRecords.partitions(consumer, name);
        if (partitions.isEmpty()) {
            throw new IOException("the broker has no topic " + name + ": check --prefix");
        }
        consumer.assign(partitions);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
    }

    private TopicKind kind() {
        TopicKind kind = TopicKind.named(isDeadLetters() ? topic.substring(0, topic.length() - DEAD.length()) : topic);
        if (kind == null) {
            throw new ParameterException(
                    command().commandLine(), "there is no topic '" + topic + "': use one of " + TopicKind.names());
        }
        return kind;
    }

    private Function<ConsumerRecord<String, byte[]>, String> lines(TopicKind kind) {
        RecordLine line = new RecordLine(kind.decoder().get());
        return isDeadLetters() ? line::ofDeadLetter : line::of;
    }

    private String topicName(Topics topics) {
        String name = kind().name().apply(topics);
        return isDeadLetters() ? topics.deadLetters(name) : name;
    }

    private boolean isDeadLetters() {
        return topic.endsWith(DEAD);
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        return spec;
    }
}
