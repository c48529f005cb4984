package io.freshet.jobs.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/** The command line of each kind of process. */
final class JavaCommands {
    /** What Flink's own scripts export and open. */
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

    private static final String VECTOR_API = "--add-modules=jdk.incubator.vector";

    private final Installation installation;
    private final ClusterDirectory directory;
    private final ClusterSettings settings;

    JavaCommands(Installation installation, ClusterDirectory directory, ClusterSettings settings) {
        this.installation = installation;
        this.directory = directory;
        this.settings = settings;
    }

    List<String> broker() {
        List<String> command = java(256);
        command.addAll(List.of(
                "-cp",
                installation.ownClassPath(),
                BrokerProcess.class.getName(),
                directory.kafka().toString(),
                Integer.toString(settings.ports().kafka())));
        return command;
    }

    List<String> quorum() throws IOException {
        List<String> command = java(64);
        command.addAll(List.of(
                "-cp",
                installation.flinkClassPath(),
                FlinkZooKeeperQuorumPeer.class.getName(),
                "--zkConfigFile",
                quorumConfiguration().toString(),
                "--peerId",
                "1"));
        return command;
    }

    List<String> jobManager() throws IOException {
        List<String> command = flink(384, StandaloneSessionClusterEntrypoint.class);
        command.addAll(configuration());
        return command;
    }

    /** The name is also what Flink calls it. */
    List<String> taskManager(String name) throws IOException {
        List<String> command = java(settings.heapMb());
        command.addAll(OPENED);
        command.addAll(List.of(
                VECTOR_API,
                "-XX:MaxDirectMemorySize=" + FlinkConfiguration.directMb() + "m",
                "-cp",
                installation.flinkClassPath(),
                TaskManagerRunner.class.getName()));
        command.addAll(configuration());
        command.addAll(List.of("-D", "taskmanager.resource-id=" + name));
        return command;
    }

    /** What {@code flink} calls, with these arguments. */
    List<String> client(List<String> arguments) throws IOException {
        List<String> command = flink(256, CliFrontend.class);
        command.addAll(arguments);
        return command;
    }

    Path quorumConfiguration() {
        return directory.conf().resolve("zoo.cfg");
    }

    Path logging() {
        return directory.conf().resolve("log4j2.properties");
    }

    private List<String> flink(int heapMb, Class<?> main) throws IOException {
        List<String> command = java(heapMb);
        command.addAll(OPENED);
        command.addAll(List.of("-cp", installation.flinkClassPath(), main.getName()));
        return command;
    }

    private List<String> configuration() {
        return List.of("--configDir", directory.conf().toString());
    }

    private List<String> java(int heapMb) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMb + "m",
                "-XX:+UseSerialGC", // several JVMs share a few cores
                "-Djava.io.tmpdir=" + directory.temporary(),
                "-Dlog4j2.configurationFile=" + logging()));
    }
}
