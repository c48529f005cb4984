package io.freshet.benchmarks.peers;

/** Steps of two rows towards a product of 1, as the natural loops in Java. Row-major tables of 64 columns. One thread. */
public final class ScalarUpdates {
    private static final int DIMENSION = 64;
    private static final float EPSILON = 1e-6f;

    private final float[] left;
    private final float[] right;
    private final float[] leftSquares;
    private final float[] rightSquares;
    private final float[] before = new float[DIMENSION];
    private final float rate;
    private final float decay;

    /** Takes over both tables. */
    public ScalarUpdates(float[] left, float[] right, int rows, float rate, float decay) {
        this.left = left;
        this.right = right;
        this.leftSquares = new float[rows];
        this.rightSquares = new float[rows];
        this.rate = rate;
        this.decay = decay;
    }

    public float first() {
        return left[0];
    }

    public void sgd(int leftRow, int rightRow) {
        int l = leftRow * DIMENSION;
        int r = rightRow * DIMENSION;
        float error = error(l, r);
        for (int i = 0; i < DIMENSION; i++) {
            float before = left[l + i];
            left[l + i] += rate * (error * right[r + i] - decay * before);
            right[r + i] += rate * (error * before - decay * right[r + i]);
        }
    }

    /** One accumulator of mean squared gradients for each row. */
    public void adagrad(int leftRow, int rightRow) {
        int l = leftRow * DIMENSION;
        int r = rightRow * DIMENSION;
        float gradient = Math.max(0f, error(l, r));
        System.arraycopy(left, l, before, 0, DIMENSION);
        leftSquares[leftRow] = adagrad(left, l, right, r, gradient, leftSquares[leftRow]);
        rightSquares[rightRow] = adagrad(right, r, before, 0, gradient, rightSquares[rightRow]);
    }

    /** Returns the new accumulator. */
    private float adagrad(float[] rows, int row, float[] others, int other, float gradient, float squares) {
        float sum = 0f;
        for (int i = 0; i < DIMENSION; i++) {
            float g = gradient * (others[other + i] - decay * rows[row + i]);
            sum += g * g;
        }
        float accumulator = squares + sum / DIMENSION;
        float step = rate / (float) Math.sqrt(accumulator + EPSILON);
        for (int i = 0; i < DIMENSION; i++) {
            rows[row + i] += step * gradient * (others[other + i] - decay * rows[row + i]);
        }
        return accumulator;
    }

    private float error(int l, int r) {
        float product = 0f;
        for (int i = 0; i < DIMENSION; i++) {
            product += left[l + i] * right[r + i];
        }
        return 1f - product;
    }
}
