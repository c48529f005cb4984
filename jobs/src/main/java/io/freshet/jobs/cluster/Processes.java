package io.freshet.jobs.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The processes of one cluster, by name; not thread safe. */
final class Processes {
    static final String BROKER = "broker";
    static final String QUORUM = "quorum";
    static final String JOB_MANAGER = "job-manager";
    private static final String TASK_MANAGER = "task-manager-";

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Launcher launcher;
    private final JavaCommands commands;
    private final ClusterDirectory directory;

    Processes(Launcher launcher, JavaCommands commands, ClusterDirectory directory) {
        this.launcher = launcher;
        this.commands = commands;
        this.directory = directory;
    }

    static boolean isTaskManager(String name) {
        return name.startsWith(TASK_MANAGER);
    }

    /** Those that should run, dead or alive. */
    List<ClusterProcess> known() throws IOException {
        return launcher.known();
    }

    void start(String name) throws IOException {
        launcher.start(
                name,
                switch (name) {
                    case BROKER -> commands.broker();
                    case QUORUM -> commands.quorum();
                    case JOB_MANAGER -> commands.jobManager();
                    default -> commands.taskManager(name);
                });
    }

    /** Each has a name that none had before, so that the job manager does not take it for another. */
    void startTaskManager() throws IOException {
        int number = 1;
        while (Files.exists(directory.log(TASK_MANAGER + number))) {
            number++;
        }
        start(TASK_MANAGER + number);
    }

    /** Starts another in place of one that has ended. */
    void replace(ClusterProcess ended) throws IOException {
        launcher.forget(ended);
        if (ended.isTaskManager()) {
            startTaskManager();
        } else {
            start(ended.name());
        }
    }

    /** As {@code kill -9} does; it counts as dead until it is replaced. */
    ClusterProcess kill(String name) throws IOException, InterruptedException {
        ClusterProcess victim = known().stream()
                .filter(process -> process.name().equals(name) && process.isAlive())
                .findAny()
                .orElseThrow(() -> new IllegalStateException(
                        "no process " + name + " runs: see `freshet cluster status` for those that do"));
        victim.kill();
        if (!victim.awaitEnd(GRACE)) {
            throw new IllegalStateException("process " + victim.pid() + " has survived kill -9: look at it with ps");
        }
        return victim;
    }

    /** In order, and by force where that does not help. */
    void endAll() throws IOException, InterruptedException {
        List<ClusterProcess> inOrder = known().stream()
                .sorted(Comparator.comparingInt(Processes::endsAs))
                .toList();
        for (ClusterProcess process : inOrder) {
            process.terminate();
            if (!process.awaitEnd(GRACE)) {
                process.kill();
                process.awaitEnd(GRACE);
            }
            launcher.forget(process);
        }
    }

    /** At once. */
    void killAll() {
        try {
            for (ClusterProcess process : known()) {
                process.kill();
                launcher.forget(process);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Task managers first: without a job manager they would wait for another. */
    private static int endsAs(ClusterProcess process) {
        return switch (process.name()) {
            case JOB_MANAGER -> 1;
            case BROKER -> 2;
            case QUORUM -> 3;
            default -> 0;
        };
    }
}
