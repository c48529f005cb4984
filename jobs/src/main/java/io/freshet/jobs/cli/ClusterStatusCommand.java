package io.freshet.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.jobs.cluster.Cluster;
import io.freshet.jobs.cluster.ClusterStatus;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet cluster status}. */
@Command(
        name = "status",
        description = {
            "Tells what runs, how far the job is, and which kernels it uses.",
            "Status: 0 if all processes run and the job does, 1 if not."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ClusterStatusCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private ClusterCommand.Which which = new ClusterCommand.Which();

    @Option(names = "--json", description = "as one line of JSON")
    private boolean json;

    ClusterStatusCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Logs.toErrorOutput(false);
        Cluster cluster = which.find();
        ClusterStatus status = ClusterStatus.of(cluster);
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(status.toMap()));
        } else {
            status.toMap().forEach((name, value) -> out.printf("%-14s %s%n", name, value));
        }
        return status.healthy() ? 0 : 1;
    }
}
