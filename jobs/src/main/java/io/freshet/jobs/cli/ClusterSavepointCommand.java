package io.freshet.jobs.cli;

import io.freshet.jobs.cluster.Cluster;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet cluster savepoint}. */
@Command(
        name = "savepoint",
        description = "Keeps the job's state, and prints where, for `freshet cluster submit --from`.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ClusterSavepointCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private ClusterCommand.Which which = new ClusterCommand.Which();

    @Option(names = "--stop", description = "the job ends with it, and has answered nothing that is not in it")
    private boolean stop;

    ClusterSavepointCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Logs.toErrorOutput(false);
        Cluster cluster = which.find();
        out.println(cluster.savepoint(stop, which.patience()));
        return 0;
    }
}
