package io.freshet.jobs.validate;

import io.freshet.jobs.input.ScannedRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rows with the highest scores, of equal ones those that came first. For one thread; a row costs one comparison. */
final class Largest {
    private static final Comparator<Scored> HIGHEST_FIRST =
            Comparator.comparingLong(Scored::score).reversed();

    private final List<Scored> rows = new ArrayList<>();

    record Scored(long score, ScannedRow row) {}

    void offer(long score, ScannedRow row) {
        boolean full = rows.size() == Examples.MOST;
        if (full && score <= rows.get(rows.size() - 1).score()) {
            return;
        }
        if (full) {
            rows.remove(rows.size() - 1);
        }
        rows.add(new Scored(score, row));
        rows.sort(HIGHEST_FIRST);
    }

    /** Highest first. */
    List<Scored> rows() {
        return List.copyOf(rows);
    }
}
