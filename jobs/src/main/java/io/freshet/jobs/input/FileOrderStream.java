package io.freshet.jobs.input;

import io.freshet.schemas.Interaction;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Interactions in the order of their file, read as they are asked for: memory for one row. */
final class FileOrderStream implements InteractionStream {
    private final KeptRows rows;
    private final Row row = new Row();
    private long left;
    private @Nullable Interaction next;

    FileOrderStream(KeptRows rows, long limit) {
        this.rows = rows;
        this.left = limit;
        // a file without a single row to keep is an error now, not in the middle of a run
        readAhead();
    }

    private void readAhead() {
        if (next == null && left > 0 && rows.next(row)) {
            next = row.toInteraction();
            left--;
        }
    }

    @Override
    public boolean hasNext() {
        readAhead();
        return next != null;
    }

    @Override
    public Interaction next() {
        readAhead();
        Interaction current = next;
        if (current == null) {
            throw new NoSuchElementException("the stream has ended");
        }
        next = null;
        return current;
    }

    @Override
    public long damagedRows() {
        return rows.damaged();
    }

    @Override
    public @Nullable String firstDamage() {
        return rows.firstDamage();
    }

    @Override
    public void close() {
        rows.close();
    }
}
