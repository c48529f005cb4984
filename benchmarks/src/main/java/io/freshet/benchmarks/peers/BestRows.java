package io.freshet.benchmarks.peers;

/** The rows of the highest scores in a binary heap, the least of them on top: what a flat search needs. One thread. */
public final class BestRows {
    private final int[] rows;
    private final float[] scores;
    private int size;

    public BestRows(int limit) {
        this.rows = new int[limit];
        this.scores = new float[limit];
    }

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** In no order. */
    public int row(int i) {
        return rows[i];
    }

    public void offer(int row, float score) {
        if (size < rows.length) {
            up(size++, row, score);
        } else if (score > scores[0]) {
            down(row, score);
        }
    }

    private void up(int place, int row, float score) {
        int i = place;
        while (i > 0 && score < scores[(i - 1) / 2]) {
            move((i - 1) / 2, i);
            i = (i - 1) / 2;
        }
        rows[i] = row;
        scores[i] = score;
    }

    private void down(int row, float score) {
        int i = 0;
        for (int child = 1; child < size; child = 2 * i + 1) {
            if (child + 1 < size && scores[child + 1] < scores[child]) {
                child++;
            }
            if (score <= scores[child]) {
                break;
            }
            move(child, i);
            i = child;
        }
        rows[i] = row;
        scores[i] = score;
    }

    private void move(int from, int to) {
        rows[to] = rows[from];
        scores[to] = scores[from];
    }
}
