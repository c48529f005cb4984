package io.freshet.jobs.cli;

import io.freshet.jobs.cluster.Cluster;
import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionFiles;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.jobs.input.SyntheticStream;
import io.freshet.jobs.kafka.Topics;
import io.freshet.jobs.local.StopSignal;
import io.freshet.jobs.local.StreamPublisher;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet cluster play}. */
@Command(
        name = "play",
        description = "Publishes interactions, recorded or generated, to the cluster's broker.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ClusterPlayCommand implements Callable<Integer> {
    private static final long GENERATED = 20_000;

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ClusterCommand.Which which = new ClusterCommand.Which();

    @Option(names = "--input", paramLabel = "FILE", description = "interactions to play; without it they are generated")
    private @Nullable Path input;

    @Option(names = "--min-value", paramLabel = "V", description = "play only rows of --input with at least this value")
    private @Nullable Double minValue;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "stop after so many events (default: all of --input, or 20000 generated ones)")
    private @Nullable Long limit;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of the generated events, which are the same for the same seed (default: 1)")
    private long seed;

    @Option(names = "--rate", paramLabel = "N", description = "events per second (default: as fast as possible)")
    private @Nullable Double rate;

    @Option(
            names = "--prefix",
            paramLabel = "NAME",
            defaultValue = Topics.DEFAULT_PREFIX,
            description = "what the topics' names start with (default: ${DEFAULT-VALUE})")
    private String prefix = Topics.DEFAULT_PREFIX;

    ClusterPlayCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        check();
        Logs.toErrorOutput(false);
        Cluster cluster = which.find();
        String topic = new Topics(prefix).interactions();
        try (InteractionStream events = open();
                StopSignal stop = new StopSignal();
                StreamPublisher publisher =
                        new StreamPublisher(cluster.settings().bootstrapServers(), topic, rate)) {
            stop.onInterrupt();
            out.println("published  " + publisher.publish(events, stop) + " interactions to " + topic);
            if (events.damagedRows() > 0) {
                out.println("damaged    " + events.damagedRows() + " rows were passed over, the first: "
                        + events.firstDamage());
            }
        }
        return 0;
    }

    private InteractionStream open() {
        return input == null
                ? SyntheticStream.open(seed, limit == null ? GENERATED : limit)
                : InteractionFiles.open(input, new InputOptions(minValue, limit == null ? Long.MAX_VALUE : limit));
    }

    private void check() {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        OptionChecks checks = new OptionChecks(spec.commandLine());
        which.check(checks);
        checks.readable("--input", input);
        checks.onlyWith("--min-value", minValue, "--input", input);
        checks.atLeastOne("--limit", limit);
        checks.rate("--rate", rate);
    }
}
