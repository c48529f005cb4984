package io.freshet.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A broker, a job manager and task managers on this machine, each a process of its own that outlives this one; found
 * again by its directory. Not thread safe.
 */
public final class Cluster {
    private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED");

    private final Installation installation;
    private final ClusterDirectory directory;
    private final ClusterSettings settings;
    private final JavaCommands commands;
    private final Processes processes;
    private final FlinkRest rest;

    private Cluster(Installation installation, ClusterDirectory directory, ClusterSettings settings) {
        this.installation = installation;
        this.directory = directory;
        this.settings = settings;
        this.commands = new JavaCommands(installation, directory, settings);
        this.processes = new Processes(new Launcher(directory), commands, directory);
        this.rest = new FlinkRest(URI.create(settings.webAddress()));
    }

    /**
     * Starts the processes and waits until all slots are there and the broker answers; if that fails, none is left.
     *
     * @throws IllegalStateException if a cluster is up in the directory, a port is taken, or a process does not start
     */
    public static Cluster up(
            Installation installation, ClusterDirectory directory, ClusterSettings settings, Duration patience)
            throws IOException, InterruptedException {
        requireDown(directory);
        Cluster cluster = new Cluster(installation, directory, settings.withChosenPorts());
        cluster.configure();
        Thread undo = new Thread(cluster.processes::killAll, "undo");
        Runtime.getRuntime().addShutdownHook(undo);
        try {
            cluster.startAll();
            cluster.awaitReady(settings.taskManagers() * settings.slots(), patience);
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.processes.killAll();
            throw e;
        } finally {
            Runtime.getRuntime().removeShutdownHook(undo);
        }
        return cluster;
    }

    /**
     * The cluster that is up in a directory.
     *
     * @throws IllegalStateException if none is
     */
    public static Cluster find(Installation installation, ClusterDirectory directory) throws IOException {
        if (!new Launcher(directory).anyAlive() || !Files.exists(directory.settings())) {
            throw new IllegalStateException(
                    "no cluster is up in " + directory.root() + ": start one with `freshet cluster up`");
        }
        return new Cluster(installation, directory, ClusterSettings.read(directory.settings()));
    }

    public ClusterSettings settings() {
        return settings;
    }

    public ClusterDirectory directory() {
        return directory;
    }

    public FlinkRest rest() {
        return rest;
    }

    /** Those that should run, dead or alive. */
    public List<ClusterProcess> processes() throws IOException {
        return processes.known();
    }

    /**
     * Submits the job and waits until it runs.
     *
     * @param from a savepoint or a retained checkpoint; null to start from nothing
     * @throws IllegalStateException if a job runs already, slots are lacking, or it was refused or failed
     */
    public RunningJob submit(Submission submission, @Nullable String from, Duration patience)
            throws IOException, InterruptedException {
        Optional<RunningJob> other = job();
        if (other.isPresent()) {
            throw new IllegalStateException("job " + other.get().id() + " runs already: stop it with `freshet cluster"
                    + " savepoint --stop`, or change its parallelism with `freshet cluster rescale`");
        }
        requireSlots(submission.parallelism());
        FlinkClient client = new FlinkClient(commands, new Launcher(directory), directory);
        RunningJob job = new RunningJob(rest, client.run(installation, submission, from));
        submission.write(directory.submission());
        job.awaitRunning(patience);
        return job;
    }

    /** The job that has not ended. */
    public Optional<RunningJob> job() throws IOException, InterruptedException {
        for (JsonNode each : rest.get("/jobs").path("jobs")) {
            if (!ENDED.contains(each.path("status").asText())) {
                return Optional.of(new RunningJob(rest, each.path("id").asText()));
            }
        }
        return Optional.empty();
    }

    /** @throws IllegalStateException if there is none */
    public RunningJob requireJob() throws IOException, InterruptedException {
        return job().orElseThrow(
                        () -> new IllegalStateException("no job runs: submit it with `freshet cluster submit`"));
    }

    /** Keeps the job's state while it goes on, or stops it with it, as soon as all its tasks run; returns where. */
    public String savepoint(boolean stop, Duration patience) throws IOException, InterruptedException {
        return new Savepoints(rest, directory).take(requireJob(), stop, patience);
    }

    /** How the running job was submitted. */
    public Submission submission() throws IOException {
        if (!Files.exists(directory.submission())) {
            throw new IllegalStateException("no job was submitted here: use `freshet cluster submit`");
        }
        return Submission.read(directory.submission());
    }

    public int slots() throws IOException, InterruptedException {
        return rest.get("/overview").path("slots-total").asInt();
    }

    /** Starts as many more task managers as so many slots need. */
    public void provideSlots(int wanted, Duration patience) throws IOException, InterruptedException {
        int missing = wanted - slots();
        for (int n = 0; n < missing; n += settings.slots()) {
            processes.startTaskManager();
        }
        if (missing > 0) {
            awaitReady(wanted, patience);
        }
    }

    /** Kills one as {@code kill -9} does, without a word to the job manager; another takes its place if wanted. */
    public ClusterProcess kill(String name, boolean replace) throws IOException, InterruptedException {
        ClusterProcess victim = processes.kill(name);
        if (replace) {
            processes.replace(victim);
        }
        return victim;
    }

    /** Starts anew what has died; returns the names. */
    public List<String> repair(Duration patience) throws IOException, InterruptedException {
        List<String> dead = new ArrayList<>();
        for (ClusterProcess process : processes()) {
            if (!process.isAlive()) {
                dead.add(process.name());
                processes.replace(process);
            }
        }
        if (!dead.isEmpty()) {
            long taskManagers =
                    processes().stream().filter(ClusterProcess::isTaskManager).count();
            awaitReady(Math.toIntExact(taskManagers * settings.slots()), patience);
        }
        return dead;
    }

    /** Ends all processes, and waits until they have ended; topics, checkpoints and savepoints stay. */
    public void down() throws IOException, InterruptedException {
        processes.endAll();
    }

    private static void requireDown(ClusterDirectory directory) throws IOException {
        Launcher launcher = new Launcher(directory);
        if (launcher.anyAlive()) {
            throw new IllegalStateException("a cluster is up in " + directory.root()
                    + ": use it, end it with `freshet cluster down`, or name another directory with --dir");
        }
        for (ClusterProcess dead : launcher.known()) {
            launcher.forget(dead);
        }
    }

    private void configure() throws IOException {
        directory.create();
        directory.clearLogs();
        settings.write(directory.settings());
        Files.writeString(directory.conf().resolve("config.yaml"), FlinkConfiguration.yaml(settings, directory));
        Files.writeString(commands.logging(), ProcessFiles.LOGGING);
        Files.writeString(
                commands.quorumConfiguration(),
                ProcessFiles.quorum(directory.quorum(), settings.ports().quorum()));
    }

    private void startAll() throws IOException {
        processes.start(Processes.BROKER);
        if (settings.highAvailability()) {
            processes.start(Processes.QUORUM);
        }
        processes.start(Processes.JOB_MANAGER);
        for (int n = 0; n < settings.taskManagers(); n++) {
            processes.startTaskManager();
        }
    }

    private void awaitReady(int slots, Duration patience) throws IOException, InterruptedException {
        new Readiness(this, slots).await(patience);
    }

    private void requireSlots(int wanted) throws IOException, InterruptedException {
        int slots = slots();
        if (wanted > slots) {
            throw new IllegalStateException("parallelism " + wanted + " needs more than the " + slots
                    + " slots there are: lower it, or use `freshet cluster up` with more --task-managers");
        }
    }
}
