package io.freshet.embedding;

import static io.freshet.embedding.Limits.inRange;

import io.freshet.embedding.simd.RowKernels;
import java.util.Arrays;

/**
 * A linear map from content vectors, of any embedder and length, to the vectors and the bias that an item of such content
 * gets in the model; learned from the items that have learned theirs.
 *
 * <p>mapped(c) = m + Σ_i c_i·M_i, where m and every M_i are {@code float[2·dimension + 1]}: of the target, the bias and the
 * source. A step is normalised least mean squares (Widrow and Hoff 1960) with a rate that falls by input: with the error e
 * = values − mapped(c), M_i += η·c_i/(1 + |c|²)·e/√(1 + n_i), n_i += c_i²/(1 + |c|²). Both are sums, so those of several
 * learners can be added up. One thread; no allocation. Cost of a step and of mapping: (2·dimension + 1) times the inputs
 * that are not 0.
 */
public final class ContentMap {
    /** Longest content vector. */
    public static final int MOST_INPUTS = 4096;

    private static final float RATE = 0.3f;

    private final RowKernels kernels;
    private final int inputs;
    private final int outputs;
    private final float[] weights;
    private final float[] counts;
    private final float[] error;

    /**
     * A map that says 0 of everything.
     *
     * @param inputs length of the content vectors
     * @param dimension of the model
     */
    public ContentMap(int inputs, int dimension, RowKernels kernels) {
        this.kernels = kernels;
        inRange("content vector's length", inputs, 1, MOST_INPUTS);
        this.inputs = inputs;
        this.outputs = 2 * dimension + 1;
        this.weights = new float[(inputs + 1) * outputs];
        this.counts = new float[inputs + 1];
        this.error = new float[outputs];
    }

    /** Length of the content vectors. */
    public int inputs() {
        return inputs;
    }

    /** Values of an input, and of what is mapped: 2·dimension + 1. */
    public int outputs() {
        return outputs;
    }

    /** Writes mapped(c) to {@code mapped}. */
    public void map(float[] content, float[] mapped) {
        System.arraycopy(weights, inputs * outputs, mapped, 0, outputs);
        for (int input = 0; input < inputs; input++) {
            add(content[input], input, mapped);
        }
    }

    private void add(float scale, int input, float[] to) {
        if (scale != 0f) {
            kernels.addScaled(scale, weights, input * outputs, to, 0, outputs);
        }
    }

    /**
     * Takes a step towards what an item of such content has learned.
     *
     * @param values {@code float[outputs]}
     * @param listener told of an input before it changes
     * @return false, and no step, if a value would not be finite
     */
    public boolean learn(float[] content, float[] values, Listener listener) {
        map(content, error);
        float square = 1f;
        for (int input = 0; input < inputs; input++) {
            square += content[input] * content[input];
        }
        float most = 0f;
        for (int i = 0; i < outputs; i++) {
            error[i] = values[i] - error[i];
            most = Math.max(most, Math.abs(error[i]));
        }
        if (!Float.isFinite(most) || !Float.isFinite(square)) {
            return false;
        }
        for (int input = 0; input < inputs; input++) {
            if (content[input] != 0f) {
                step(input, content[input], square, listener);
            }
        }
        step(inputs, 1f, square, listener);
        return true;
    }

    private void step(int input, float value, float square, Listener listener) {
        listener.beforeInput(input);
        counts[input] += value * value / square;
        float scale = RATE * value / (square * (float) Math.sqrt(1f + counts[input]));
        kernels.addScaled(scale, error, 0, weights, input * outputs, outputs);
    }

    /** Whether anything was learned of an input; that of the constant is {@link #inputs}. */
    public boolean isLearned(int input) {
        return counts[input] > 0f;
    }

    /** A copy of an input's values and, behind them, its count: {@code float[outputs + 1]}. */
    public float[] read(int input) {
        float[] values = Arrays.copyOfRange(weights, input * outputs, (input + 1) * outputs + 1);
        values[outputs] = counts[input];
        return values;
    }

    /** Overwrites an input by what {@link #read} returned. */
    public void write(int input, float[] values) {
        System.arraycopy(values, 0, weights, input * outputs, outputs);
        counts[input] = values[outputs];
    }

    /** Bytes of its arrays. */
    public long bytes() {
        return (long) Float.BYTES * (weights.length + counts.length + error.length);
    }

    /** Told what is about to change. */
    public interface Listener {
        void beforeInput(int input);
    }
}
