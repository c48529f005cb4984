package io.freshet.jobs.cli;

import io.freshet.jobs.demo.RunningDemo;
import io.freshet.jobs.kafka.Topics;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the topics are: at a broker that is named, or at the demo's that runs on this machine. */
final class BrokerArguments {
    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "the broker (default: that of the running demo)")
    private @Nullable String bootstrap;

    @Option(
            names = "--prefix",
            paramLabel = "NAME",
            description = "what the topics' names start with (default: the demo's, or freshet)")
    private @Nullable String prefix;

    boolean isDemo() {
        return bootstrap == null;
    }

    /** @throws IOException if no broker is named and no demo runs */
    RunningDemo find() throws IOException {
        String names = prefix == null ? Topics.DEFAULT_PREFIX : prefix;
        if (bootstrap != null) {
            return new RunningDemo(bootstrap, names, ProcessHandle.current().pid());
        }
        Path file = RunningDemo.file();
        RunningDemo demo = RunningDemo.find(file)
                .orElseThrow(() -> new IOException("no demo is running (looked into " + file
                        + "): start one with `freshet demo`, or name a broker with --bootstrap HOST:PORT"));
        return prefix == null ? demo : new RunningDemo(demo.bootstrapServers(), names, demo.processId());
    }
}
