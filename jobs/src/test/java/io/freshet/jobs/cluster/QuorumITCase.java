package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.kafka.LocalPorts;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process that remembers jobs where there is high availability. */
class QuorumITCase {
    @TempDir
    Path root;

    @Test
    void answersAtItsPort() throws Exception {
        ClusterDirectory directory = new ClusterDirectory(root);
        ClusterSettings settings = ClusterSettings.of(1).withHighAvailability().withChosenPorts();
        JavaCommands commands = new JavaCommands(Installation.here(), directory, settings);
        directory.create();
        Files.writeString(commands.logging(), ProcessFiles.LOGGING);
        Files.writeString(
                commands.quorumConfiguration(),
                ProcessFiles.quorum(directory.quorum(), settings.ports().quorum()));
        Process quorum = new Launcher(directory).startHere(Processes.QUORUM, commands.quorum());
        try {
            Awaitility.await("an answer of ZooKeeper's")
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> {
                        assertThat(quorum.isAlive())
                                .as(directory.lastLines(Processes.QUORUM, 5))
                                .isTrue();
                        assertThat(asked(settings.ports().quorum()))
                                .as(directory.lastLines(Processes.QUORUM, 50))
                                .contains("Mode: standalone");
                    });
        } finally {
            quorum.destroyForcibly().waitFor();
        }
    }

    /**
     * ZooKeeper's command for a server's state, which is allowed by default. A server that is asked while it starts may
     * answer and never close the connection, so nobody waits for that.
     */
    private static String asked(int port) {
        try (Socket socket = new Socket(LocalPorts.HOST, port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "no whole answer yet: " + e;
        }
    }
}
