package io.freshet.jobs.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker in this process, for the demo and the tests: one node, loopback only, transactions included.
 *
 * <p>Its directory outlives it: a later broker on the same directory has the same records. It starts in about a second
 * and needs some 60 MiB of heap.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String HOST = LocalPorts.HOST;
    private static final int NODE_ID = 1;
    private static final String CONTROLLER = "CONTROLLER";

    /** An endless demo must not fill the disk; a reader is never this far behind. */
    private static final String RETAINED_BYTES = Long.toString(1L << 30);

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker whose records are in {@code dir}.
     *
     * @param port where clients find it; 0 for any free one
     * @throws IOException if the directory cannot be used or the port is taken
     */
    public static EmbeddedBroker start(Path dir, int port) throws IOException {
        Files.createDirectories(dir);
        int[] free = LocalPorts.free(2);
        int clientPort = port == 0 ? free[0] : requireFree(port);
        int controllerPort = free[1] == port ? free[0] : free[1];
        format(dir);
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(settings(dir, clientPort, controllerPort), false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw new IOException("the embedded broker did not start in " + dir + ": " + e.getMessage(), e);
        }
        return new EmbeddedBroker(server, HOST + ":" + clientPort);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static int requireFree(int port) throws IOException {
        try {
            LocalPorts.requireFree(port);
            return port;
        } catch (IOException e) {
            throw new IOException("port " + port + " of " + HOST + " is taken: choose another, or 0 for any", e);
        }
    }

    private static void format(Path dir) throws IOException {
        if (Files.exists(dir.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .setControllerListenerName(CONTROLLER)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .addDirectory(dir.toString())
                    .setMetadataLogDirectory(dir.toString())
                    .run();
        } catch (Exception e) {
            throw new IOException("cannot format " + dir + " for the embedded broker: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> settings(Path dir, int clientPort, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE_ID)),
                Map.entry("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry(
                        "listeners",
                        "CLIENT://" + HOST + ":" + clientPort + ",CONTROLLER://" + HOST + ":" + controllerPort),
                Map.entry("advertised.listeners", "CLIENT://" + HOST + ":" + clientPort),
                Map.entry("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "CLIENT"),
                Map.entry("log.dirs", dir.toString()),
                Map.entry("log.retention.bytes", RETAINED_BYTES),
                Map.entry("log.segment.bytes", Integer.toString(1 << 27)),
                Map.entry("log.retention.check.interval.ms", "30000"),
                // the default of 128 MiB is heap that the engine needs more
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(1 << 23)),
                // the usual 3 and 8 are for a machine of its own
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "2"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("controlled.shutdown.enable", "false"));
    }
}
