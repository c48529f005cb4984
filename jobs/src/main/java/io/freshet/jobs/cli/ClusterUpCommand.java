package io.freshet.jobs.cli;

import io.freshet.jobs.cluster.Cluster;
import io.freshet.jobs.cluster.ClusterPorts;
import io.freshet.jobs.cluster.ClusterSettings;
import io.freshet.jobs.cluster.Installation;
import io.freshet.jobs.cluster.StateBackend;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet cluster up}. */
@Command(
        name = "up",
        description = "Starts the processes, waits until they are ready, and tells where they listen.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ClusterUpCommand implements Callable<Integer> {
    private static final int MIN_HEAP_MB = 256;

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ClusterCommand.Which which = new ClusterCommand.Which();

    @Option(names = "--task-managers", paramLabel = "N", defaultValue = "2", description = "to start (default: 2)")
    private int taskManagers;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "1",
            description = "of each task manager; each slot of a learner holds the whole model (default: 1)")
    private int slots;

    @Option(
            names = "--heap",
            paramLabel = "MB",
            defaultValue = "512",
            description = "of each task manager, in MB (default: 512)")
    private int heapMb;

    @Option(
            names = "--state-backend",
            paramLabel = "NAME",
            defaultValue = "hashmap",
            description = "hashmap (on the heap) or rocksdb (on disk, several times slower; default: hashmap)")
    private StateBackend stateBackend = StateBackend.HASHMAP;

    @Option(names = "--ha", description = "a ZooKeeper too, so that jobs survive the job manager")
    private boolean highAvailability;

    @Option(
            names = "--kafka-port",
            paramLabel = "P",
            defaultValue = "9092",
            description = "of the broker; 0 for any free one (default: 9092)")
    private int kafkaPort;

    @Option(
            names = "--rest-port",
            paramLabel = "P",
            defaultValue = "8081",
            description = "of Flink's web pages; 0 for any free one (default: 8081)")
    private int restPort;

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "a setting of Flink's own; may be repeated")
    private Map<String, String> flink = Map.of();

    ClusterUpCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        check();
        Logs.toErrorOutput(false);
        ClusterSettings settings = new ClusterSettings(
                taskManagers,
                slots,
                heapMb,
                stateBackend,
                highAvailability,
                new ClusterPorts(kafkaPort, restPort, 0, 0),
                flink);
        Cluster cluster = Cluster.up(Installation.here(), which.directory(), settings, which.patience());
        out.println("broker     " + cluster.settings().bootstrapServers());
        out.println("flink      " + cluster.settings().webAddress() + ", " + cluster.slots() + " slots");
        out.println("directory  " + cluster.directory().root());
        out.println("logs       " + cluster.directory().logs());
        return 0;
    }

    private void check() {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        OptionChecks checks = new OptionChecks(spec.commandLine());
        which.check(checks);
        checks.within("--task-managers", taskManagers, 1, 64, "each takes about " + (heapMb + 250) + " MB");
        checks.within("--slots", slots, 1, 64, "one suits most jobs");
        checks.within("--heap", heapMb, MIN_HEAP_MB, 1 << 20, "512 suits a small catalogue");
        checks.within("--kafka-port", kafkaPort, 0, 65535, "0 takes any free port");
        checks.within("--rest-port", restPort, 0, 65535, "0 takes any free port");
    }
}
