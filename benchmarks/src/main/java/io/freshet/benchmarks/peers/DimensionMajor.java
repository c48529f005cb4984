package io.freshet.benchmarks.peers;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The layout that quads of dimensions were chosen over (docs/adr/0008): blocks of 64 rows, one dimension after the other,
 * so that a scan needs no sum across a register at all, and a row lies in as many cache lines as it has dimensions.
 */
public final class DimensionMajor {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int BLOCK = 64;
    private static final int CHUNK_ROWS = 16_384 - BLOCK;

    /** As Freshet's own tables have it. */
    private static final int ORIGIN = 12;

    private final int dimension;
    private final int rows;
    private final float[][] chunks;
    private final float[][] biases;

    public DimensionMajor(int rows, int dimension) {
        this.dimension = dimension;
        this.rows = rows;
        int count = (rows + CHUNK_ROWS - 1) / CHUNK_ROWS;
        chunks = new float[count][ORIGIN + CHUNK_ROWS * dimension];
        biases = new float[count][CHUNK_ROWS];
    }

    public void write(int row, float[] vector, int offset) {
        float[] chunk = chunks[row / CHUNK_ROWS];
        int place = row % CHUNK_ROWS;
        int at = ORIGIN + place / BLOCK * BLOCK * dimension + place % BLOCK;
        for (int i = 0; i < dimension; i++, at += BLOCK) {
            chunk[at] = vector[offset + i];
        }
    }

    /** How many blocks have a score above {@code threshold}. */
    public int scan(float[] query, float threshold) {
        int found = 0;
        for (int chunk = 0; chunk < chunks.length; chunk++) {
            int blocks = (Math.min(CHUNK_ROWS, rows - chunk * CHUNK_ROWS) + BLOCK - 1) / BLOCK;
            found += scan(chunks[chunk], biases[chunk], blocks, query, threshold);
        }
        return found;
    }

    private int scan(float[] chunk, float[] bias, int blocks, float[] query, float threshold) {
        int found = 0;
        for (int block = 0; block < blocks; block++) {
            for (int part = 0; part < BLOCK; part += 4 * WIDTH) {
                int first = block * BLOCK + part;
                FloatVector s0 = FloatVector.fromArray(SPECIES, bias, first);
                FloatVector s1 = FloatVector.fromArray(SPECIES, bias, first + WIDTH);
                FloatVector s2 = FloatVector.fromArray(SPECIES, bias, first + 2 * WIDTH);
                FloatVector s3 = FloatVector.fromArray(SPECIES, bias, first + 3 * WIDTH);
                int at = ORIGIN + block * BLOCK * dimension + part;
                for (int i = 0; i < dimension; i++, at += BLOCK) {
                    FloatVector q = FloatVector.broadcast(SPECIES, query[i]);
                    s0 = q.fma(FloatVector.fromArray(SPECIES, chunk, at), s0);
                    s1 = q.fma(FloatVector.fromArray(SPECIES, chunk, at + WIDTH), s1);
                    s2 = q.fma(FloatVector.fromArray(SPECIES, chunk, at + 2 * WIDTH), s2);
                    s3 = q.fma(FloatVector.fromArray(SPECIES, chunk, at + 3 * WIDTH), s3);
                }
                if (s0.max(s1)
                        .max(s2.max(s3))
                        .compare(VectorOperators.GT, threshold)
                        .anyTrue()) {
                    found++;
                }
            }
        }
        return found;
    }
}
