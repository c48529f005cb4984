package io.freshet.jobs.input;

import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Interactions by (timestamp, user, item), for files that come in another order, as MovieLens' do (by user). Ids that are
 * numbers are compared as numbers and stand before all others. A file that is in the order of time already keeps its own,
 * unless a user's rows of one time are apart.
 *
 * <p>Reads the whole file when it is made: about 56 bytes a row.
 */
final class TimeOrderStream implements InteractionStream {
    private record Entry(long timestampMs, String user, String item, long number, double value, boolean dislike) {}

    private static final Comparator<Entry> BY_TIME = TimeOrder.of(Entry::timestampMs, Entry::user, Entry::item);

    private final List<Entry> entries = new ArrayList<>();
    private final long damaged;
    private final @Nullable String firstDamage;
    private final long limit;
    private final Row row = new Row();
    private int at;

    TimeOrderStream(KeptRows rows, long limit) {
        boolean ordered = load(rows);
        if (!ordered) {
            entries.sort(BY_TIME);
        }
        this.damaged = rows.damaged();
        this.firstDamage = rows.firstDamage();
        this.limit = Math.min(limit, entries.size());
        rows.close();
    }

    private boolean load(KeptRows rows) {
        Map<String, String> ids = new HashMap<>();
        Row row = new Row();
        RowOrder order = new RowOrder();
        boolean ordered = true;
        while (rows.next(row)) {
            String user = ids.computeIfAbsent(row.user, id -> id);
            String item = ids.computeIfAbsent(row.item, id -> id);
            entries.add(new Entry(row.timestampMs, user, item, row.number, row.value, row.dislike));
            ordered &= order.next(user, row.timestampMs) == RowOrder.Step.FITS;
        }
        return ordered;
    }

    @Override
    public boolean hasNext() {
        return at < limit;
    }

    @Override
    public Interaction next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the stream has ended");
        }
        Entry entry = entries.get(at++);
        row.number = entry.number();
        row.user = entry.user();
        row.item = entry.item();
        row.timestampMs = entry.timestampMs();
        row.dislike = entry.dislike();
        return row.toInteraction();
    }

    @Override
    public double value() {
        return entries.get(at - 1).value();
    }

    @Override
    public long damagedRows() {
        return damaged;
    }

    @Override
    public @Nullable String firstDamage() {
        return firstDamage;
    }

    @Override
    public void close() {}
}
