package io.freshet.benchmarks.kernels;

import io.freshet.benchmarks.peers.ScalarUpdates;
import io.freshet.embedding.simd.Adagrad;
import io.freshet.embedding.simd.KernelProvider;
import io.freshet.embedding.simd.RowKernels;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Two rows whose product is to become 1: the product, and a step of each along the other. Rows are in the cache. */
public class RowPair extends Duel {
    private static final int DIMENSION = 64;
    private static final int ROWS = 128;
    private static final int PAIRS = 16_384;
    private static final float RATE = 0.05f;
    private static final float DECAY = 0.01f;
    private static final float NO_LIMIT = Float.POSITIVE_INFINITY;

    @Param({"sgd", "adagrad"})
    public String rule = "";

    private final Adagrad adagrad = new Adagrad(RATE, 0f, NO_LIMIT);
    private final float[] measures = new float[4];
    private final int[] lefts = new int[PAIRS];
    private final int[] rights = new int[PAIRS];
    private final float[] before = new float[DIMENSION];
    private RowKernels kernels;
    private float[] left;
    private float[] right;
    private float[] leftSquares;
    private float[] rightSquares;
    private ScalarUpdates scalar;

    @Setup
    public void fill() {
        kernels = KernelProvider.create().rows();
        RandomGenerator random = new SplittableRandom(4);
        for (int pair = 0; pair < PAIRS; pair++) {
            lefts[pair] = random.nextInt(ROWS);
            rights[pair] = random.nextInt(ROWS);
        }
        left = values(random);
        right = values(random);
        leftSquares = new float[ROWS];
        rightSquares = new float[ROWS];
        scalar = new ScalarUpdates(left.clone(), right.clone(), ROWS, RATE, DECAY);
    }

    private static float[] values(RandomGenerator random) {
        float[] values = new float[ROWS * DIMENSION];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.1f * (float) random.nextGaussian();
        }
        return values;
    }

    @Override
    double ours() {
        if (rule.equals("sgd")) {
            for (int pair = 0; pair < PAIRS; pair++) {
                sgd(lefts[pair], rights[pair]);
            }
        } else {
            for (int pair = 0; pair < PAIRS; pair++) {
                adagrad(lefts[pair], rights[pair]);
            }
        }
        return left[0];
    }

    private void sgd(int leftRow, int rightRow) {
        int l = leftRow * DIMENSION;
        int r = rightRow * DIMENSION;
        System.arraycopy(left, l, before, 0, DIMENSION);
        float error = 1f - kernels.dot(left, l, right, r, DIMENSION);
        kernels.blend(RATE * error, right, r, 1f - RATE * DECAY, left, l, DIMENSION, NO_LIMIT);
        kernels.blend(RATE * error, before, 0, 1f - RATE * DECAY, right, r, DIMENSION, NO_LIMIT);
    }

    /** As the learner steps a positive: a row is measured and multiplied in one pass, and changed in another. */
    private void adagrad(int leftRow, int rightRow) {
        int l = leftRow * DIMENSION;
        int r = rightRow * DIMENSION;
        System.arraycopy(left, l, before, 0, DIMENSION);
        kernels.dotAndSquare(right, r, -DECAY, left, l, DIMENSION, measures, 0);
        kernels.dotAndSquare(left, l, -DECAY, right, r, DIMENSION, measures, 2);
        float gradient = Math.max(0f, 1f - measures[0]);
        leftSquares[leftRow] += gradient * gradient * measures[1] / DIMENSION;
        rightSquares[rightRow] += gradient * gradient * measures[3] / DIMENSION;
        float leftStep = adagrad.rate(leftSquares[leftRow]) * gradient;
        float rightStep = adagrad.rate(rightSquares[rightRow]) * gradient;
        kernels.blend(leftStep, right, r, 1f - leftStep * DECAY, left, l, DIMENSION, NO_LIMIT);
        kernels.blend(rightStep, before, 0, 1f - rightStep * DECAY, right, r, DIMENSION, NO_LIMIT);
    }

    @Override
    double peer() {
        if (rule.equals("sgd")) {
            for (int pair = 0; pair < PAIRS; pair++) {
                scalar.sgd(lefts[pair], rights[pair]);
            }
        } else {
            for (int pair = 0; pair < PAIRS; pair++) {
                scalar.adagrad(lefts[pair], rights[pair]);
            }
        }
        return scalar.first();
    }

    @Override
    double oursUnits() {
        return PAIRS;
    }
}
