package io.freshet.benchmarks.report;

import java.util.Map;

/**
 * What a JVM of the benchmarks runs with.
 *
 * @param jdk version of the JDK
 * @param java feature version: 17, 25
 * @param kernels name of the kernels chosen
 * @param laneBits width of their registers; 0 for plain loops
 */
public record Machine(String jdk, int java, String vm, String kernels, int laneBits, Map<Peer, PeerBuild> peers) {

    public PeerBuild build(Peer peer) {
        return peers.getOrDefault(peer, PeerBuild.missing(peer.label() + " was not looked for"));
    }
}
