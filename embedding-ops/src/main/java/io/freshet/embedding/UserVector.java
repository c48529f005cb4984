package io.freshet.embedding;

/** A user's long-term taste, {@code float[dimension]}, with its Adagrad accumulator. Owned by the user's state. */
public final class UserVector {
    private final float[] values;
    private float accumulator;

    /** Takes over {@code values}. */
    public UserVector(float[] values, float accumulator) {
        this.values = values;
        this.accumulator = accumulator;
    }

    /** The vector itself, not a copy. */
    public float[] values() {
        return values;
    }

    public float accumulator() {
        return accumulator;
    }

    /** Length of the vector. */
    public float norm() {
        return (float) Math.sqrt(NormCap.square(values, 0, values.length));
    }

    void accumulator(float value) {
        accumulator = value;
    }

    public UserVector copy() {
        return new UserVector(values.clone(), accumulator);
    }
}
