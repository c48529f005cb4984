package io.freshet.jobs.cli;

import io.freshet.jobs.cluster.Cluster;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet cluster down}. */
@Command(
        name = "down",
        description = {
            "Ends all processes. What they keep stays in the directory, for the next `up`.",
            "A running job is not saved: do that first, with `freshet cluster savepoint --stop`."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ClusterDownCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private ClusterCommand.Which which = new ClusterCommand.Which();

    @Option(names = "--delete", description = "delete the directory too, with topics, checkpoints and savepoints")
    private boolean delete;

    ClusterDownCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Logs.toErrorOutput(false);
        Cluster cluster = which.find();
        int processes = cluster.processes().size();
        cluster.down();
        if (delete) {
            cluster.directory().delete();
        }
        out.println("ended      " + processes + " processes; "
                + (delete ? "deleted " : "their files are in ")
                + cluster.directory().root());
        return 0;
    }
}
