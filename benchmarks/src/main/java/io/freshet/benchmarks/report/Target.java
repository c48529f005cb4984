package io.freshet.benchmarks.report;

import java.util.function.IntFunction;

/**
 * One line of the table.
 *
 * @param name of its parts from the general to the special, divided by slashes
 * @param about what is measured against what, for people
 * @param limit by the feature version of Java
 * @param rivals of targets with the same non-empty name only the one where the peer is fastest is judged
 */
public record Target(String name, String about, Peer peer, Figure figure, IntFunction<Limit> limit, String rivals) {

    private static final int AVX512_BITS = 512;

    public static Target of(String name, String about, Peer peer, Figure figure, Limit limit) {
        return new Target(name, about, peer, figure, java -> limit, "");
    }

    public Target withLimit(IntFunction<Limit> byJava) {
        return new Target(name, about, peer, figure, byJava, rivals);
    }

    public Target among(String others) {
        return new Target(name, about, peer, figure, limit, others);
    }

    /**
     * FAISS by definition of the target is one that uses all of the CPU, and OpenBLAS takes kernels of twenty years ago on a
     * CPU that is younger than itself; others are as good as what can be installed.
     */
    boolean isComparable(PeerBuild build, int laneBits) {
        return switch (peer) {
            case FAISS -> build.hasAvx512();
            case OPENBLAS -> laneBits < AVX512_BITS || build.hasAvx512();
            default -> true;
        };
    }
}
