package io.freshet.jobs.cluster;

import io.freshet.jobs.kafka.LocalPorts;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How a cluster is brought up.
 *
 * @param taskManagers to begin with
 * @param slots of each task manager
 * @param heapMb of each task manager
 * @param highAvailability whether a ZooKeeper remembers jobs, so that they survive the job manager
 * @param flink settings of Flink's own, which win over ours
 */
public record ClusterSettings(
        int taskManagers,
        int slots,
        int heapMb,
        StateBackend stateBackend,
        boolean highAvailability,
        ClusterPorts ports,
        Map<String, String> flink) {
    private static final String FLINK = "flink.";

    public ClusterSettings {
        flink = Map.copyOf(flink);
    }

    /** One slot each, heap state, no high availability, any free ports. */
    public static ClusterSettings of(int taskManagers) {
        return new ClusterSettings(taskManagers, 1, 512, StateBackend.HASHMAP, false, ClusterPorts.ANY, Map.of());
    }

    public ClusterSettings with(StateBackend backend) {
        return new ClusterSettings(taskManagers, slots, heapMb, backend, highAvailability, ports, flink);
    }

    public ClusterSettings withHighAvailability() {
        return new ClusterSettings(taskManagers, slots, heapMb, stateBackend, true, ports, flink);
    }

    public ClusterSettings withFlink(Map<String, String> settings) {
        return new ClusterSettings(taskManagers, slots, heapMb, stateBackend, highAvailability, ports, settings);
    }

    /** The address for clients of Kafka. */
    public String bootstrapServers() {
        return LocalPorts.HOST + ":" + ports.kafka();
    }

    /** The address of Flink's web pages. */
    public String webAddress() {
        return "http://" + LocalPorts.HOST + ":" + ports.rest();
    }

    ClusterSettings withChosenPorts() throws IOException {
        return new ClusterSettings(taskManagers, slots, heapMb, stateBackend, highAvailability, ports.chosen(), flink);
    }

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("task.managers", Integer.toString(taskManagers));
        properties.setProperty("slots", Integer.toString(slots));
        properties.setProperty("heap.mb", Integer.toString(heapMb));
        properties.setProperty("state.backend", stateBackend.name());
        properties.setProperty("high.availability", Boolean.toString(highAvailability));
        properties.setProperty("port.kafka", Integer.toString(ports.kafka()));
        properties.setProperty("port.rest", Integer.toString(ports.rest()));
        properties.setProperty("port.rpc", Integer.toString(ports.rpc()));
        properties.setProperty("port.quorum", Integer.toString(ports.quorum()));
        flink.forEach((key, value) -> properties.setProperty(FLINK + key, value));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "how this cluster was brought up");
        }
    }

    static ClusterSettings read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return parse(properties);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged: delete the cluster's directory and start anew", e);
        }
    }

    private static ClusterSettings parse(Properties properties) {
        return new ClusterSettings(
                number(properties, "task.managers"),
                number(properties, "slots"),
                number(properties, "heap.mb"),
                StateBackend.valueOf(properties.getProperty("state.backend", "")),
                Boolean.parseBoolean(properties.getProperty("high.availability")),
                new ClusterPorts(
                        number(properties, "port.kafka"),
                        number(properties, "port.rest"),
                        number(properties, "port.rpc"),
                        number(properties, "port.quorum")),
                flink(properties));
    }

    private static Map<String, String> flink(Properties properties) {
        Map<String, String> flink = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(FLINK)) {
                flink.put(name.substring(FLINK.length()), properties.getProperty(name));
            }
        }
        return flink;
    }

    private static int number(Properties properties, String name) {
        return Integer.parseInt(properties.getProperty(name, ""));
    }
}
