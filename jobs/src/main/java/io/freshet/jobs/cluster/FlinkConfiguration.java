package io.freshet.jobs.cluster;

import io.freshet.jobs.kafka.LocalPorts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Flink's {@code config.yaml} for a cluster on one machine.
 *
 * <p>All memory sizes are spelled out, because it is Flink's own shell scripts that work them out otherwise.
 */
final class FlinkConfiguration {
    /** How often metrics are fetched, at most; what is told of a job is not older than this either. */
    static final int METRICS_MS = 1000;

    private static final int FRAMEWORK_HEAP_MB = 128;
    private static final int NETWORK_MB = 64;
    private static final int OFF_HEAP_MB = 64;
    private static final int ROCKSDB_MB = 128;
    private static final int UNUSED_MB = 8;

    private final Map<String, String> entries = new LinkedHashMap<>();

    private FlinkConfiguration() {}

    static String yaml(ClusterSettings settings, ClusterDirectory directory) {
        FlinkConfiguration configuration = new FlinkConfiguration();
        configuration.addresses(settings.ports());
        configuration.taskManagers(settings, directory);
        configuration.checkpoints(directory);
        configuration.failures();
        if (settings.highAvailability()) {
            configuration.highAvailability(settings, directory);
        }
        configuration.entries.putAll(settings.flink());
        return configuration.entries.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + quoted(entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    /** What a task manager may take outside its heap, for the JVM's own limit. */
    static int directMb() {
        return NETWORK_MB + 2 * OFF_HEAP_MB;
    }

    private void addresses(ClusterPorts ports) {
        entries.put("jobmanager.rpc.address", LocalPorts.HOST);
        entries.put("jobmanager.rpc.port", Integer.toString(ports.rpc()));
        entries.put("jobmanager.bind-host", LocalPorts.HOST);
        entries.put("rest.address", LocalPorts.HOST);
        entries.put("rest.bind-address", LocalPorts.HOST);
        entries.put("rest.port", Integer.toString(ports.rest()));
        entries.put("rest.bind-port", Integer.toString(ports.rest()));
        entries.put("taskmanager.host", LocalPorts.HOST);
        entries.put("taskmanager.bind-host", LocalPorts.HOST);
    }

    private void taskManagers(ClusterSettings settings, ClusterDirectory directory) {
        entries.put("taskmanager.numberOfTaskSlots", Integer.toString(settings.slots()));
        entries.put("taskmanager.cpu.cores", Integer.toString(settings.slots()));
        megabytes("taskmanager.memory.framework.heap.size", FRAMEWORK_HEAP_MB);
        megabytes("taskmanager.memory.task.heap.size", settings.heapMb() - FRAMEWORK_HEAP_MB);
        megabytes("taskmanager.memory.framework.off-heap.size", OFF_HEAP_MB);
        megabytes("taskmanager.memory.task.off-heap.size", OFF_HEAP_MB);
        megabytes("taskmanager.memory.network.min", NETWORK_MB);
        megabytes("taskmanager.memory.network.max", NETWORK_MB);
        boolean rocksDb = settings.stateBackend() == StateBackend.ROCKSDB;
        megabytes("taskmanager.memory.managed.size", rocksDb ? ROCKSDB_MB * settings.slots() : UNUSED_MB);
        megabytes("taskmanager.memory.jvm-metaspace.size", 256);
        megabytes("taskmanager.memory.jvm-overhead.min", 64);
        megabytes("taskmanager.memory.jvm-overhead.max", 64);
        entries.put("state.backend.type", rocksDb ? "rocksdb" : "hashmap");
        entries.put("io.tmp.dirs", directory.temporary().toString());
        entries.put("metrics.fetcher.update-interval", METRICS_MS + " ms");
        entries.put("web.refresh-interval", METRICS_MS + " ms");
    }

    private void checkpoints(ClusterDirectory directory) {
        entries.put("execution.checkpointing.storage", "filesystem");
        entries.put(
                "execution.checkpointing.dir", directory.checkpoints().toUri().toString());
        entries.put(
                "execution.checkpointing.savepoint-dir",
                directory.savepoints().toUri().toString());
        entries.put("execution.checkpointing.incremental", "true");
        entries.put("execution.checkpointing.num-retained", "3");
        entries.put("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        entries.put("execution.checkpointing.timeout", "2 min");
        // a disk that is full for a moment is no reason to start anew
        entries.put("execution.checkpointing.tolerable-failed-checkpoints", "3");
    }

    /** A dead process is noticed in two seconds, by its closed port; one that hangs in ten. */
    private void failures() {
        entries.put("pekko.startup-timeout", "1 min"); // several JVMs start at once on a few cores
        entries.put("heartbeat.interval", "1 s");
        entries.put("heartbeat.timeout", "10 s");
        entries.put("restart-strategy.type", "exponential-delay");
        entries.put("restart-strategy.exponential-delay.initial-backoff", "1 s");
        entries.put("restart-strategy.exponential-delay.max-backoff", "30 s");
        entries.put("restart-strategy.exponential-delay.reset-backoff-threshold", "1 min");
    }

    private void highAvailability(ClusterSettings settings, ClusterDirectory directory) {
        entries.put("high-availability.type", "zookeeper");
        entries.put(
                "high-availability.zookeeper.quorum",
                LocalPorts.HOST + ":" + settings.ports().quorum());
        entries.put(
                "high-availability.storageDir",
                directory.highAvailability().toUri().toString());
        entries.put("high-availability.cluster-id", "/freshet");
        entries.put(
                "high-availability.jobmanager.port",
                Integer.toString(settings.ports().rpc()));
    }

    private void megabytes(String key, int value) {
        entries.put(key, value + "m");
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
