package io.freshet.jobs.validate;

import io.freshet.jobs.input.ScannedRow;
import java.util.List;
import java.util.Map;

/** Whether the rows can be read, and which cannot. */
final class ReadableRows implements Check<ScannedRow> {
    static final int MOST_SHOWN = 100;

    private final Examples damaged = new Examples(MOST_SHOWN);
    private long sound;
    private long givesUpAtRow;

    @Override
    public void take(ScannedRow row) {
        sound++;
    }

    void damaged(long line, String problem) {
        damaged.add(() -> new Example(line, problem));
    }

    void givenUp(long row) {
        givesUpAtRow = row;
    }

    long sound() {
        return sound;
    }

    long damaged() {
        return damaged.count();
    }

    @Override
    public List<Finding> findings() {
        long rows = sound + damaged.count();
        String message = damaged.any()
                ? Words.count(damaged.count()) + " of " + Words.count(rows, "row", "rows") + " ("
                        + Words.percent((double) damaged.count() / rows) + ") cannot be understood"
                        + (givesUpAtRow > 0
                                ? ", and a replay gives up at row " + Words.count(givesUpAtRow) + "."
                                : "; a replay passes over them.")
                : "All " + Words.count(rows, "row", "rows") + " can be read.";
        return List.of(Finding.of(
                "readable rows",
                Status.of(givesUpAtRow > 0, damaged.any()),
                message,
                Map.of("rows", rows, "damaged", damaged.count(), "gives_up_at_row", givesUpAtRow),
                damaged.kept(),
                "repair or remove these lines"));
    }
}
