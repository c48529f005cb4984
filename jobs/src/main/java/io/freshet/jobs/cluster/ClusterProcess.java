package io.freshet.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A process of the cluster, as its pid file tells.
 *
 * @param name broker, quorum, job-manager, or task-manager-1, …
 * @param pid its number
 * @param startedMs when it started, milliseconds since 1970, because the system gives numbers out again; 0 if unknown
 */
public record ClusterProcess(String name, long pid, long startedMs) {
    private static final String SUFFIX = ".pid";
    private static final Path SYSTEM = Path.of("/proc");
    private static final long POLL_MS = 50;

    /** The system counts from its start, whose time it works out anew when its clock is set. */
    private static final long CLOCK_ADJUSTMENT_MS = 5_000;

    static ClusterProcess of(String name, ProcessHandle handle) {
        return new ClusterProcess(name, handle.pid(), started(handle));
    }

    static ClusterProcess read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        String[] parts = Files.readString(file).trim().split(" ");
        try {
            return new ClusterProcess(
                    name.substring(0, name.length() - SUFFIX.length()),
                    Long.parseLong(parts[0]),
                    parts.length > 1 ? Long.parseLong(parts[1]) : 0);
        } catch (NumberFormatException e) {
            throw new IOException(file + " is no pid file: delete it", e);
        }
    }

    static boolean isFile(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX);
    }

    static Path file(Path directory, String name) {
        return directory.resolve(name + SUFFIX);
    }

    void write(Path directory) throws IOException {
        Files.writeString(file(directory, name), pid + " " + startedMs + "\n");
    }

    public boolean isTaskManager() {
        return Processes.isTaskManager(name);
    }

    /** Whether it runs; one that has ended but that nobody has asked how does not. */
    public boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> startedMs == 0 || Math.abs(started(handle) - startedMs) < CLOCK_ADJUSTMENT_MS)
                .filter(handle -> !isZombie())
                .isPresent();
    }

    /** As {@code kill} does. */
    void terminate() {
        signal(false);
    }

    /** As {@code kill -9} does. */
    void kill() {
        signal(true);
    }

    boolean awaitEnd(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        return true;
    }

    private void signal(boolean forcibly) {
        if (isAlive()) {
            ProcessHandle.of(pid).ifPresent(handle -> {
                if (forcibly) {
                    handle.destroyForcibly();
                } else {
                    handle.destroy();
                }
            });
        }
    }

    private static long started(ProcessHandle handle) {
        return handle.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
    }

    /** Where nobody collects orphans, as in some containers, Java takes those that have ended for alive. */
    private boolean isZombie() {
        try {
            String stat = Files.readString(SYSTEM.resolve(Long.toString(pid)).resolve("stat"));
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return false; // another system, or it has just ended
        }
    }
}
