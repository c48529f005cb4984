package io.freshet.jobs.cli;

import io.freshet.jobs.cluster.Cluster;
import io.freshet.jobs.cluster.ClusterDirectory;
import io.freshet.jobs.cluster.Installation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freshet cluster}: a real cluster on this machine. */
@Command(
        name = "cluster",
        description = {
            "A real cluster on this machine: broker, job manager and task managers, each a process of its own.",
            "Everything it keeps is in one directory, by which later commands find it."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
final class ClusterCommand {

    private ClusterCommand() {}

    static CommandLine of(PrintStream out) {
        return new CommandLine(new ClusterCommand())
                .addSubcommand(new ClusterUpCommand(out))
                .addSubcommand(new ClusterSubmitCommand(out))
                .addSubcommand(new ClusterPlayCommand(out))
                .addSubcommand(new ClusterStatusCommand(out))
                .addSubcommand(new ClusterSavepointCommand(out))
                .addSubcommand(new ClusterRescaleCommand(out))
                .addSubcommand(new ClusterKillCommand(out))
                .addSubcommand(new ClusterRepairCommand(out))
                .addSubcommand(new ClusterDownCommand(out));
    }

    /** Which cluster is meant, and how long to wait for it. */
    static final class Which {
        @Option(
                names = "--dir",
                paramLabel = "DIR",
                description = "the cluster's directory (default: ~/.freshet/cluster)")
        private @Nullable Path dir;

        @Option(
                names = "--timeout",
                paramLabel = "S",
                defaultValue = "120",
                description = "give up after so many seconds (default: 120)")
        private int timeout;

        ClusterDirectory directory() {
            return new ClusterDirectory(dir == null ? ClusterDirectory.usual() : dir);
        }

        Duration patience() {
            return Duration.ofSeconds(timeout);
        }

        Cluster find() throws IOException {
            return Cluster.find(Installation.here(), directory());
        }

        void check(OptionChecks checks) {
            checks.within("--timeout", timeout, 1, 86_400, "120 suits most machines");
        }
    }
}
