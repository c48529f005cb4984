package io.freshet.jobs.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code freshet cluster repair}. */
@Command(
        name = "repair",
        description = "Starts anew the processes that have died.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ClusterRepairCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private ClusterCommand.Which which = new ClusterCommand.Which();

    ClusterRepairCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Logs.toErrorOutput(false);
        List<String> dead = which.find().repair(which.patience());
        out.println(dead.isEmpty() ? "all processes run" : "replaced   " + String.join(", ", dead));
        return 0;
    }
}
