package io.freshet.jobs.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a cluster keeps its files, so that every later command finds it again. */
public record ClusterDirectory(Path root) {

    public ClusterDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /** The usual place, in the home directory: topics and savepoints must survive a restart of the machine. */
    public static Path usual() {
        return Path.of(System.getProperty("user.home"), ".freshet", "cluster");
    }

    /** What the processes write. */
    public Path logs() {
        return root.resolve("log");
    }

    /** The last lines of a process's log, for people. */
    public String lastLines(String process, int count) throws IOException {
        Path log = log(process);
        if (!Files.exists(log)) {
            return "";
        }
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    Path log(String process) {
        return logs().resolve(process + ".log");
    }

    Path conf() {
        return root.resolve("conf");
    }

    Path processes() {
        return root.resolve("run");
    }

    Path settings() {
        return root.resolve("cluster.properties");
    }

    Path submission() {
        return root.resolve("submission.properties");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path quorum() {
        return root.resolve("zookeeper");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    Path savepoints() {
        return root.resolve("savepoints");
    }

    Path highAvailability() {
        return root.resolve("ha");
    }

    void create() throws IOException {
        for (Path directory : directories()) {
            Files.createDirectories(directory);
        }
    }

    /** Those of an earlier cluster. */
    void clearLogs() throws IOException {
        deleteAll(logs());
        Files.createDirectory(logs());
    }

    /** Deletes what a cluster has put there: topics, checkpoints and savepoints too. */
    public void delete() throws IOException {
        for (Path directory : directories()) {
            deleteAll(directory);
        }
        Files.deleteIfExists(settings());
        Files.deleteIfExists(submission());
        try (Stream<Path> others = Files.list(root)) {
            if (others.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(root);
    }

    private List<Path> directories() {
        return List.of(
                logs(),
                conf(),
                processes(),
                kafka(),
                quorum(),
                temporary(),
                checkpoints(),
                savepoints(),
                highAvailability());
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
