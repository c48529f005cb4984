package io.freshet.jobs.cli;

import io.freshet.jobs.cluster.Cluster;
import io.freshet.jobs.cluster.RunningJob;
import io.freshet.jobs.cluster.Submission;
import io.freshet.jobs.config.PrefixOption;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet cluster submit}. */
@Command(
        name = "submit",
        description = "Creates the topics that are missing, submits the job's jar, and waits until it runs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ClusterSubmitCommand implements Callable<Integer> {
    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ClusterCommand.Which which = new ClusterCommand.Which();

    @Option(names = "--parallelism", paramLabel = "N", description = "of the job (default: all slots)")
    private @Nullable Integer parallelism;

    @Option(names = "--from", paramLabel = "PATH", description = "go on from this savepoint or retained checkpoint")
    private @Nullable String from;

    @Option(names = "--exactly-once", description = "transactional output, readable at each checkpoint only")
    private boolean exactlyOnce;

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "MS",
            defaultValue = "10000",
            description = "milliseconds between checkpoints (default: 10000)")
    private int checkpointMs;

    @Mixin
    private PrefixOption prefix = new PrefixOption();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "of topics that are created now (default: 4)")
    private int partitions;

    @Parameters(
            paramLabel = "JOB-OPTION",
            description = "more options for the job, behind --, such as -- --repeat --set learner.rate=0.05")
    private List<String> more = List.of();

    ClusterSubmitCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        check();
        Logs.toErrorOutput(false);
        Cluster cluster = which.find();
        TopicsCommand.create(cluster.settings().bootstrapServers(), prefix.topics(), partitions);
        int tasks = parallelism == null ? cluster.slots() : parallelism;
        RunningJob job = cluster.submit(
                new Submission(tasks, arguments(cluster.settings().bootstrapServers())), from, which.patience());
        out.println("job        " + job.id() + ", parallelism " + tasks);
        return 0;
    }

    private List<String> arguments(String bootstrapServers) {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap",
                bootstrapServers,
                "--prefix",
                prefix.topics().prefix(),
                "--checkpoint-interval",
                Integer.toString(checkpointMs)));
        if (exactlyOnce) {
            arguments.add("--exactly-once");
        }
        arguments.addAll(more);
        return arguments;
    }

    private void check() {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        OptionChecks checks = new OptionChecks(spec.commandLine());
        which.check(checks);
        if (parallelism != null) {
            checks.within("--parallelism", parallelism, 1, 720, "use at most the number of slots");
        }
        checks.within("--checkpoint-interval", checkpointMs, 10, 3_600_000, "10000 suits most jobs");
        checks.within("--partitions", partitions, 1, 1000, "at least the greatest parallelism you will want");
    }
}
