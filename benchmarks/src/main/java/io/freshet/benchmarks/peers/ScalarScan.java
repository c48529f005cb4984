package io.freshet.benchmarks.peers;

/** The natural loop in Java: row by row, a dot product and a heap of the best. One thread. */
public final class ScalarScan {
    private final float[][] rows;

    /** @param rows kept, not copied */
    public ScalarScan(float[][] rows) {
        this.rows = rows;
    }

    public void search(float[] query, BestRows best) {
        best.clear();
        for (int row = 0; row < rows.length; row++) {
            best.offer(row, dot(query, rows[row]));
        }
    }

    static float dot(float[] a, float[] b) {
        float sum = 0f;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
