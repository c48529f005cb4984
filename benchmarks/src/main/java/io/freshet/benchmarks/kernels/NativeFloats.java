package io.freshet.benchmarks.kernels;

import io.freshet.benchmarks.peers.NativePeers;

/** Memory for nothing but to be read by C, as much as a scan reads: a limit to all scans. The owner frees it. */
record NativeFloats(long address, long floats) {

    static NativeFloats of(long floats) {
        return new NativeFloats(NativePeers.allocate(floats), floats);
    }

    double sum() {
        return NativePeers.sum(address, floats);
    }

    void free() {
        NativePeers.free(address);
    }
}
