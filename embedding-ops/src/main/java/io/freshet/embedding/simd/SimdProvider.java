package io.freshet.embedding.simd;

import java.util.function.Supplier;

/** Makes the kernels on the Vector API; nothing else refers to them, so that they load only where its module is. */
final class SimdProvider implements Supplier<Kernels> {
    @Override
    public Kernels get() {
        return new Kernels("vector-" + Species.FLOATS.vectorBitSize(), new SimdRowKernels(), new SimdScanKernels());
    }
}
