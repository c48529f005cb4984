package io.freshet.embedding.simd;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The registers that all kernels use: the widest that the CPU prefers, at most 512 bits. */
final class Species {
    /** More than 16 lanes would not fit the sixteen partial sums of a reduction. */
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED.length() > RowKernels.LANES
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;

    static final int WIDTH = FLOATS.length();

    /** As many bytes as there are floats in a register; there is none of four, so that eight are read for four. */
    static final VectorSpecies<Byte> BYTES = WIDTH == RowKernels.LANES ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

    private Species() {}
}
