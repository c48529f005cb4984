package io.freshet.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Parts of outcomes for tests. */
final class Outcomes {
    static final Machine JDK_25 = machine("25.0.3", 25, PeerBuild.of("1.7.3", "baseline: OPTIMIZE GENERIC"));

    private Outcomes() {}

    static Machine machine(String jdk, int java, PeerBuild faiss) {
        return new Machine(
                jdk,
                java,
                "a VM",
                "vector-512",
                512,
                Map.of(
                        Peer.C,
                        PeerBuild.of("gcc 12.2.0", "AVX-512"),
                        Peer.FAISS,
                        faiss,
                        Peer.JAVA,
                        PeerBuild.of("", "")));
    }

    static Target target(Peer peer, Figure figure, Limit limit) {
        return Target.of("scan/of-a-test", "a scan against a test", peer, figure, limit);
    }

    /** An iteration in which the kernel took 100 ns for each of ten units of work. */
    static Sample sample(double peerNanos) {
        return new Sample(1_000, 10, 10 * peerNanos, 10, 0, 0, 1, 1, 0, 0);
    }

    static List<Sample> samples(double... peerNanos) {
        return Arrays.stream(peerNanos).mapToObj(Outcomes::sample).toList();
    }

    static Outcome measured(Peer peer, Figure figure, Limit limit, double... peerNanos) {
        return Outcome.measured(target(peer, figure, limit), JDK_25, samples(peerNanos));
    }
}
