package io.freshet.jobs.cli;

import io.freshet.jobs.config.PrefixOption;
import io.freshet.jobs.kafka.CommittedRecords;
import io.freshet.jobs.kafka.TopicCreator;
import io.freshet.jobs.kafka.Topics;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code freshet topics}: the job's topics as it needs them. Also a program of its own, since the job's jar has it and the
 * rest of the command line needs more than that jar.
 */
@Command(
        name = "topics",
        description = {
            "Creates the topics that are missing, with the cleanup policies that the job needs.",
            "Topics that exist stay as they are; one whose policy would lose data is refused."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
public final class TopicsCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", required = true, description = "Kafka brokers")
    private String bootstrap = "";

    @Mixin
    private PrefixOption prefix = new PrefixOption();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "of each topic keyed by user: at least the greatest parallelism you will want (default: 4)")
    private int partitions;

    public static void main(String[] args) {
        System.exit(new CommandLine(new TopicsCommand())
                .setParameterExceptionHandler(OneLineErrors::usage)
                .setExecutionExceptionHandler(OneLineErrors::failure)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        new OptionChecks(spec.commandLine()).within("--partitions", partitions, 1, 1000, "4 suits a small cluster");
        Logs.toErrorOutput(false);
        Topics topics = prefix.topics();
        create(bootstrap, topics, partitions);
        spec.commandLine().getOut().println("the topics of " + topics.prefix() + " are there");
        return 0;
    }

    /** @throws IllegalStateException if the broker does not answer, or a topic is not as the job needs it */
    static void create(String bootstrapServers, Topics topics, int partitions) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                CommittedRecords.UNREACHABLE_MS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                CommittedRecords.UNREACHABLE_MS))) {
            new TopicCreator(admin).create(topics, partitions);
        }
    }
}
