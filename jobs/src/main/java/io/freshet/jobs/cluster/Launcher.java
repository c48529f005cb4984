package io.freshet.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts the cluster's processes so that they outlive this one, and knows those that were started. */
final class Launcher {
    /** Ctrl-C goes to all processes of a terminal, and its closing too: these are to stay. */
    private static final List<String> DETACHED = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "freshet");

    private final ClusterDirectory directory;

    Launcher(ClusterDirectory directory) {
        this.directory = directory;
    }

    ClusterProcess start(String name, List<String> command) throws IOException {
        List<String> detached = new ArrayList<>(DETACHED);
        detached.addAll(command);
        Process process = builder(name, detached).start();
        ClusterProcess started = ClusterProcess.of(name, process.toHandle());
        started.write(directory.processes());
        return started;
    }

    /** One that this process waits for. */
    Process startHere(String name, List<String> command) throws IOException {
        return builder(name, command).start();
    }

    /** Those that were started and not forgotten, dead or alive, by name. */
    List<ClusterProcess> known() throws IOException {
        if (!Files.isDirectory(directory.processes())) {
            return List.of();
        }
        List<ClusterProcess> known = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.processes())) {
            for (Path file : files.filter(ClusterProcess::isFile).sorted().toList()) {
                known.add(ClusterProcess.read(file));
            }
        }
        return known;
    }

    boolean anyAlive() throws IOException {
        return known().stream().anyMatch(ClusterProcess::isAlive);
    }

    void forget(ClusterProcess process) throws IOException {
        Files.deleteIfExists(ClusterProcess.file(directory.processes(), process.name()));
    }

    private ProcessBuilder builder(String name, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.root().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(directory.log(name).toFile()));
        builder.environment().put("FLINK_CONF_DIR", directory.conf().toString());
        return builder;
    }
}
