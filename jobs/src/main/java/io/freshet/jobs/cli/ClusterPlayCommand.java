package io.freshet.jobs.cli;

import io.freshet.jobs.cluster.Cluster;
import io.freshet.jobs.config.PrefixOption;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.jobs.local.StopSignal;
import io.freshet.jobs.local.StreamPublisher;
import java.io.PrintStream;
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

    @Mixin
    private PlayedStream stream = new PlayedStream();

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

    @Mixin
    private PrefixOption prefix = new PrefixOption();

    ClusterPlayCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        check();
        Logs.toErrorOutput(false);
        Cluster cluster = which.find();
        String topic = prefix.topics().interactions();
        try (InteractionStream events =
                        stream.open(seed, limit == null ? Long.MAX_VALUE : limit, limit == null ? GENERATED : limit);
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

    private void check() {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        OptionChecks checks = new OptionChecks(spec.commandLine());
        which.check(checks);
        stream.check(checks);
        checks.atLeastOne("--limit", limit);
        checks.rate("--rate", rate);
    }
}
