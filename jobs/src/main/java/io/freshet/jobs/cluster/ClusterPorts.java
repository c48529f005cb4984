package io.freshet.jobs.cluster;

import io.freshet.jobs.kafka.LocalPorts;
import java.io.IOException;

/**
 * Where a cluster listens, on this machine only; 0 for any free port.
 *
 * @param kafka for clients of the broker
 * @param rest of the job manager: its interface and web pages
 * @param rpc of the job manager, for task managers
 * @param quorum of ZooKeeper, if there is one
 */
public record ClusterPorts(int kafka, int rest, int rpc, int quorum) {
    /** Any free ones. */
    public static final ClusterPorts ANY = new ClusterPorts(0, 0, 0, 0);

    /**
     * The same with free ports in place of 0.
     *
     * @throws IllegalStateException if somebody listens on one of them
     */
    ClusterPorts chosen() throws IOException {
        int[] free = LocalPorts.free(4);
        return new ClusterPorts(
                kafka == 0 ? free[0] : required("--kafka-port", kafka),
                rest == 0 ? free[1] : required("--rest-port", rest),
                rpc == 0 ? free[2] : rpc,
                quorum == 0 ? free[3] : quorum);
    }

    private static int required(String option, int wanted) {
        try {
            LocalPorts.requireFree(wanted);
            return wanted;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "port " + wanted + " of " + LocalPorts.HOST
                            + " is taken: end what listens there, or choose another with " + option
                            + " (0 takes any free one)",
                    e);
        }
    }
}
