package io.freshet.jobs.validate;

import io.freshet.jobs.input.ScannedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The first few rows of a kind; the others are counted only. For one thread. */
final class Examples {
    static final int MOST = 3;

    private final int most;
    private final List<Example> kept = new ArrayList<>();
    private long count;

    Examples() {
        this(MOST);
    }

    Examples(int most) {
        this.most = most;
    }

    void add(ScannedRow row) {
        add(row, () -> "");
    }

    /** @param note asked for only if the row is kept */
    void add(ScannedRow row, Supplier<String> note) {
        add(() -> Example.of(row, note.get()));
    }

    void add(Supplier<Example> example) {
        if (count++ < most) {
            kept.add(example.get());
        }
    }

    long count() {
        return count;
    }

    boolean any() {
        return count > 0;
    }

    List<Example> kept() {
        return List.copyOf(kept);
    }
}
