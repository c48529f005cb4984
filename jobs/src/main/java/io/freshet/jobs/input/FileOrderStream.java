package io.freshet.jobs.input;

import io.freshet.schemas.Interaction;
import java.time.Instant;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Interactions in the order of their source, read as they are asked for. Memory for one row, and for the users of one time
 * where order is demanded.
 */
final class FileOrderStream implements InteractionStream {
    private final KeptRows rows;
    private final boolean ordered;
    private final RowOrder order = new RowOrder();
    private final Row row = new Row();
    private long left;
    private double value = Row.NO_VALUE;
    private @Nullable Interaction next;

    FileOrderStream(KeptRows rows, InputOptions options) {
        this.rows = rows;
        this.ordered = options.ordered();
        this.left = options.limit();
        // a file without a single row to keep is an error now, not in the middle of a run
        readAhead();
    }

    private void readAhead() {
        if (next == null && left > 0 && rows.next(row)) {
            if (ordered) {
                checkOrder();
            }
            next = row.toInteraction();
            left--;
        }
    }

    private void checkOrder() {
        Source source = rows.source();
        long lastMs = order.lastMs();
        switch (order.next(row.user, row.timestampMs)) {
            case GOES_BACK ->
                throw new InputException(source.name() + " goes back in time at " + rows.place() + ", from "
                        + shown(lastMs) + " to " + shown(row.timestampMs) + ": " + source.reorder());
            case SPLITS_A_GROUP ->
                throw new InputException(source.name() + " returns at " + rows.place() + " to user "
                        + Fields.shown(row.user) + " of the same time " + shown(row.timestampMs)
                        + ", whose events must stand together: " + source.reorder());
            case FITS -> {}
        }
    }

    private static String shown(long timestampMs) {
        return timestampMs + " (" + Instant.ofEpochMilli(timestampMs) + ")";
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
        value = row.value;
        return current;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public long damagedRows() {
        return rows.damaged();
    }

    @Override
    public long duplicates() {
        return rows.duplicates();
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
