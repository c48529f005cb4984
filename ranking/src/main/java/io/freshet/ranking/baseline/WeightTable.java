package io.freshet.ranking.baseline;

import java.util.ArrayList;
import java.util.List;

/** Numbers by pairs of items, as large as the pairs that are not 0. One thread. */
final class WeightTable {
    private final List<WeightRow> rows = new ArrayList<>();

    void add(int from, int to, float amount) {
        while (rows.size() <= from) {
            rows.add(new WeightRow());
        }
        rows.get(from).add(to, amount);
    }

    /** {@code sums[to] += factor · number} for all {@code to} below {@code known}. */
    void addTo(double[] sums, int from, double factor, int known) {
        if (from < rows.size()) {
            rows.get(from).addTo(sums, factor, known);
        }
    }

    long bytes() {
        long bytes = 0;
        for (WeightRow row : rows) {
            bytes += row.bytes();
        }
        return bytes;
    }
}
