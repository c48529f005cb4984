package io.freshet.jobs.cli;

import io.freshet.jobs.cluster.Cluster;
import io.freshet.jobs.cluster.RunningJob;
import io.freshet.jobs.cluster.Submission;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet cluster rescale}. */
@Command(
        name = "rescale",
        description = "Stops the job with a savepoint and goes on from it at another parallelism.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ClusterRescaleCommand implements Callable<Integer> {
    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ClusterCommand.Which which = new ClusterCommand.Which();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            required = true,
            description = "from now on; task managers are added if slots are lacking")
    private int parallelism;

    ClusterRescaleCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        new OptionChecks(spec.commandLine())
                .within("--parallelism", parallelism, 1, 64, "each slot holds the whole model");
        Logs.toErrorOutput(false);
        Cluster cluster = which.find();
        cluster.requireJob();
        Submission submission = cluster.submission();
        cluster.provideSlots(parallelism, which.patience());
        String savepoint = cluster.savepoint(true, which.patience());
        out.println("savepoint  " + savepoint);
        RunningJob job = cluster.submit(submission.at(parallelism), savepoint, which.patience());
        out.println("job        " + job.id() + ", parallelism " + parallelism);
        return 0;
    }
}
