package io.freshet.jobs.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Flink cluster as it runs in earnest, on this machine: a job manager and task managers of one slot each, every one a
 * process, and {@code flink run} for jobs. Loopback only.
 *
 * <p>Its class path is Flink alone, so a job's jar must bring everything else. Processes end with {@link #close}, or with
 * this JVM; what they wrote is in {@code <directory>/log}. Ready in about ten seconds; some 0.5 GB for each task manager.
 */
final class ProcessCluster implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int LAST_LINES = 60;
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

    /** What a Flink distribution has in its lib directory, out of the many jars beside the job's. */
    private static final Pattern FLINKS = Pattern.compile(
            "(flink-(?!connector-kafka)"
                    + "|log4j-|slf4j-api-|commons-(cli|collections|compress|io|lang3|math3|text)-"
                    + "|kryo-|minlog-|objenesis-|reflectasm-|javassist-|RoaringBitmap-|snakeyaml-engine-|async-profiler-).*\\.jar");

    /** What Flink's own scripts open and export. */
    private static final List<String> OPENED = Stream.concat(
                    Stream.of(
                                    "java.rmi/sun.rmi.registry",
                                    "jdk.compiler/com.sun.tools.javac.api",
                                    "jdk.compiler/com.sun.tools.javac.file",
                                    "jdk.compiler/com.sun.tools.javac.parser",
                                    "jdk.compiler/com.sun.tools.javac.tree",
                                    "jdk.compiler/com.sun.tools.javac.util",
                                    "java.security.jgss/sun.security.krb5")
                            .map(name -> "--add-exports=" + name + "=ALL-UNNAMED"),
                    Stream.of(
                                    "java.lang",
                                    "java.net",
                                    "java.io",
                                    "java.nio",
                                    "sun.nio.ch",
                                    "java.lang.reflect",
                                    "java.text",
                                    "java.time",
                                    "java.util",
                                    "java.util.concurrent",
                                    "java.util.concurrent.atomic",
                                    "java.util.concurrent.locks")
                            .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED"))
            .toList();

    private static final String LOGGING =
            """
            rootLogger.level = INFO
            rootLogger.appenderRef.console.ref = console
            appender.console.type = Console
            appender.console.name = console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1} %m%n%throwable
            """;

    private final Path directory;
    private final String classPath;
    private final URI rest;
    private final List<Launched> launched = new CopyOnWriteArrayList<>();
    private final Thread lastResort = new Thread(this::killAll, "kill the cluster");
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private ProcessCluster(Path directory, String classPath, int restPort) {
        this.directory = directory;
        this.classPath = classPath;
        this.rest = URI.create("http://" + HOST + ":" + restPort);
    }

    /**
     * Starts the processes and waits until all slots are there.
     *
     * @param directory for configuration, logs and checkpoints
     * @param lib where Flink's jars are, among others
     */
    static ProcessCluster start(Path directory, Path lib, int taskManagers) throws Exception {
        Files.createDirectories(directory.resolve("conf"));
        Files.createDirectories(directory.resolve("log"));
        Files.createDirectories(directory.resolve("tmp"));
        int[] ports = freePorts(2);
        Files.writeString(directory.resolve("conf/config.yaml"), configuration(directory, ports[0], ports[1]));
        Files.writeString(directory.resolve("conf/log4j2.properties"), LOGGING);
        ProcessCluster cluster = new ProcessCluster(directory, flinksJars(lib), ports[1]);
        Runtime.getRuntime().addShutdownHook(cluster.lastResort);
        try {
            cluster.launchAll(taskManagers);
            Awaitility.await("task managers").atMost(PATIENCE).until(() -> cluster.slots() == taskManagers);
            return cluster;
        } catch (Exception e) {
            e.addSuppressed(new AssertionError(cluster.logs()));
            cluster.close();
            throw e;
        }
    }

    /**
     * What {@code flink run -d} does.
     *
     * @return the job's id
     * @throws IOException if the job was not submitted, with what the client said
     */
    String run(Path jar, String mainClass, int parallelism, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "run",
                "-d",
                "-p",
                Integer.toString(parallelism),
                "-c",
                mainClass,
                jar.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        String name = "client-" + launched.size();
        Process client = launch(name, "org.apache.flink.client.cli.CliFrontend", "256m", command);
        if (!client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("flink run did not end within " + PATIENCE + ":\n" + Files.readString(log(name)));
        }
        String said = Files.readString(log(name));
        Matcher id = JOB_ID.matcher(said);
        if (client.exitValue() != 0 || !id.find()) {
            throw new IOException("flink run ended with " + client.exitValue() + ":\n" + said);
        }
        return id.group(1);
    }

    /** An answer of the job manager's REST interface. */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(rest.resolve(path)).timeout(GRACE).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " was answered with " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }

    /** The end of what each process wrote, for people. */
    String logs() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Launched each : launched) {
            List<String> lines = Files.readAllLines(log(each.name));
            text.append("\n==> ").append(each.name).append(" <==\n");
            lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
                    .forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    private void launchAll(int taskManagers) throws IOException {
        List<String> conf = List.of("--configDir", conf().toString());
        launch("job-manager", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint", "384m", conf);
        for (int n = 0; n < taskManagers; n++) {
            launch("task-manager-" + n, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", "384m", conf);
        }
    }

    private Process launch(String name, String mainClass, String heap, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPENED);
        command.addAll(List.of(
                "--add-modules=jdk.incubator.vector",
                "-Xmx" + heap,
                "-XX:+UseSerialGC", // several JVMs share a few cores
                "-Djava.io.tmpdir=" + directory.resolve("tmp"),
                "-Dlog4j2.configurationFile=" + conf().resolve("log4j2.properties"),
                "-cp",
                classPath,
                mainClass));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile());
        builder.environment().put("FLINK_CONF_DIR", conf().toString());
        Process process = builder.start();
        launched.add(new Launched(name, process));
        return process;
    }

    private int slots() throws InterruptedException {
        for (Launched each : launched) {
            if (!each.process.isAlive()) {
                throw new IllegalStateException(each.name + " ended with " + each.process.exitValue());
            }
        }
        try {
            return get("/overview").get("slots-total").asInt();
        } catch (IOException e) {
            return 0; // not listening yet
        }
    }

    private Path conf() {
        return directory.resolve("conf");
    }

    private Path log(String name) {
        return directory.resolve("log").resolve(name + ".log");
    }

    private void killAll() {
        launched.forEach(each -> each.process.destroyForcibly());
    }

    /** Task managers first: without a job manager they would wait for another. */
    @Override
    public void close() throws InterruptedException {
        List<Launched> newestFirst = new ArrayList<>(launched);
        Collections.reverse(newestFirst);
        try {
            for (Launched each : newestFirst) {
                each.process.destroy();
                if (!each.process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                    each.process.destroyForcibly().waitFor();
                }
            }
        } finally {
            killAll();
            Runtime.getRuntime().removeShutdownHook(lastResort);
        }
    }

    private static String flinksJars(Path lib) throws IOException {
        try (Stream<Path> jars = Files.list(lib.toAbsolutePath())) {
            return jars.filter(
                            jar -> FLINKS.matcher(jar.getFileName().toString()).matches())
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
        }
    }

    private static int[] freePorts(int count) throws IOException {
        ServerSocket[] sockets = new ServerSocket[count];
        for (int n = 0; n < count; n++) {
            sockets[n] = new ServerSocket(0, 1, InetAddress.getByName(HOST));
        }
        int[] ports =
                Arrays.stream(sockets).mapToInt(ServerSocket::getLocalPort).toArray();
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    /** All memory sizes are spelled out, because it is Flink's scripts that compute them otherwise. */
    private static String configuration(Path directory, int rpcPort, int restPort) {
        return String.join(
                "\n",
                "jobmanager.rpc.address: " + HOST,
                "jobmanager.rpc.port: " + rpcPort,
                "jobmanager.bind-host: " + HOST,
                "rest.address: " + HOST,
                "rest.bind-address: " + HOST,
                "rest.port: " + restPort,
                "taskmanager.host: " + HOST,
                "taskmanager.bind-host: " + HOST,
                "taskmanager.numberOfTaskSlots: 1",
                "taskmanager.cpu.cores: 1",
                "taskmanager.memory.framework.heap.size: 128m",
                "taskmanager.memory.task.heap.size: 256m",
                "taskmanager.memory.framework.off-heap.size: 64m",
                "taskmanager.memory.task.off-heap.size: 64m",
                "taskmanager.memory.network.min: 64m",
                "taskmanager.memory.network.max: 64m",
                "taskmanager.memory.managed.size: 8m",
                "taskmanager.memory.jvm-metaspace.size: 256m",
                "taskmanager.memory.jvm-overhead.min: 64m",
                "taskmanager.memory.jvm-overhead.max: 64m",
                "io.tmp.dirs: " + directory.resolve("tmp"),
                "execution.checkpointing.dir: "
                        + directory.resolve("checkpoints").toUri(),
                "restart-strategy.type: none",
                "");
    }

    private record Launched(String name, Process process) {}
}
