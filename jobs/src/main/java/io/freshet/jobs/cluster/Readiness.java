package io.freshet.jobs.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Waits until a cluster can take a job. */
final class Readiness {
    private static final long POLL_MS = 100;

    private final Cluster cluster;
    private final int slots;

    Readiness(Cluster cluster, int slots) {
        this.cluster = cluster;
        this.slots = slots;
    }

    /** @throws IllegalStateException if a process ends, or it takes too long */
    void await(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (missingSlots() > 0) {
            requireAllAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the cluster was not ready after " + patience.toSeconds() + " s, "
                        + missingSlots() + " slots are missing: see "
                        + cluster.directory().logs()
                        + ", or allow more with --timeout");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        awaitBroker(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }

    private int missingSlots() throws InterruptedException {
        try {
            return slots - cluster.slots();
        } catch (IOException e) {
            return slots; // the job manager does not listen yet
        }
    }

    private void requireAllAlive() throws IOException {
        for (ClusterProcess process : cluster.processes()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(process.name() + " has ended while it should start: see "
                        + cluster.directory().log(process.name()) + ", which ends with: "
                        + cluster.directory().lastLines(process.name(), 1));
            }
        }
    }

    private void awaitBroker(long limitMs) throws InterruptedException {
        String servers = cluster.settings().bootstrapServers();
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(limitMs),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(Math.min(limitMs, 10_000))))) {
            admin.describeCluster().nodes().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the broker does not answer at " + servers + ": see "
                            + cluster.directory().log(Processes.BROKER),
                    e);
        }
    }
}
