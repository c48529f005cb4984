package io.freshet.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * Which build of a peer a JVM finds.
 *
 * @param missing why there is none, with the remedy; null if it is there
 */
public record PeerBuild(String version, String instructionSet, @Nullable String missing) {

    public static PeerBuild missing(String reason) {
        return new PeerBuild("", "", reason);
    }

    public static PeerBuild of(String version, String instructionSet) {
        return new PeerBuild(version, instructionSet, null);
    }

    boolean hasAvx512() {
        return instructionSet.contains("AVX-512");
    }
}
