package io.freshet.jobs.cli;

import io.freshet.jobs.cluster.Cluster;
import io.freshet.jobs.cluster.ClusterProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet cluster kill-task-manager}. */
@Command(
        name = "kill-task-manager",
        description = "Ends a task manager as kill -9 does, to see the job recover; another takes its place.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ClusterKillCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private ClusterCommand.Which which = new ClusterCommand.Which();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "such as task-manager-2 (default: the oldest)")
    private @Nullable String name;

    @Option(names = "--no-replacement", description = "leave it dead, for `freshet cluster repair`")
    private boolean noReplacement;

    ClusterKillCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Logs.toErrorOutput(false);
        Cluster cluster = which.find();
        ClusterProcess killed = cluster.kill(name == null ? oldest(cluster) : taskManager(name), !noReplacement);
        out.println("killed     " + killed.name() + ", process " + killed.pid());
        return 0;
    }

    private static String oldest(Cluster cluster) throws IOException {
        return cluster.processes().stream()
                .filter(ClusterProcess::isTaskManager)
                .filter(ClusterProcess::isAlive)
                .min((a, b) -> Long.compare(a.startedMs(), b.startedMs()))
                .orElseThrow(() -> new IllegalStateException(
                        "no task manager runs: start what is missing with `freshet cluster repair`"))
                .name();
    }

    private static String taskManager(String name) {
        if (!name.startsWith("task-manager-")) {
            throw new IllegalArgumentException("'" + name + "' is no task manager: name one as `freshet cluster status`"
                    + " does, such as task-manager-1");
        }
        return name;
    }
}
