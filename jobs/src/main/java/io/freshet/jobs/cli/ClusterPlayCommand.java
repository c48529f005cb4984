package io.freshet.jobs.cli;

import io.freshet.jobs.cluster.Cluster;
import io.freshet.jobs.config.PrefixOption;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freshet cluster play}. */
@Command(
        name = "play",
        description = "Publishes interactions, recorded or generated, to the cluster's broker.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ClusterPlayCommand implements Callable<Integer> {
    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ClusterCommand.Which which = new ClusterCommand.Which();

    @Mixin
    private Publication publication = new Publication();

    @Mixin
    private PrefixOption prefix = new PrefixOption();

    ClusterPlayCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        OptionChecks checks = new OptionChecks(spec.commandLine());
        which.check(checks);
        publication.check(checks);
        Logs.toErrorOutput(false);
        Cluster cluster = which.find();
        publication.publish(
                cluster.settings().bootstrapServers(), prefix.topics().interactions(), out);
        return 0;
    }
}
