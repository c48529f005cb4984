package io.freshet.jobs.rundir;

import io.freshet.jobs.input.InputException;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The tested events of a run in the order of the stream, in columns: 36 bytes a row and 4 more for each model. Immutable
 * once it is read.
 */
public final class PerEvent {
    /** The age of an item that was unknown when it was tested. */
    public static final long UNKNOWN_ITEM = -1;

    private static final List<String> COLUMNS =
            List.of("index", "event", "user", "item", "timestamp_ms", "user_events", "item_age_ms");

    private final IntArrayList index = new IntArrayList();
    private final LongArrayList event = new LongArrayList();
    private final IntArrayList user = new IntArrayList();
    private final LongArrayList timeMs = new LongArrayList();
    private final IntArrayList userEvents = new IntArrayList();
    private final LongArrayList itemAgeMs = new LongArrayList();
    private final Map<String, IntArrayList> ranks = new LinkedHashMap<>();
    private final Long2IntOpenHashMap users = new Long2IntOpenHashMap();

    /** Takes what belongs to models that were not asked for, which is nothing. */
    private final IntArrayList ignored = new IntArrayList(0);

    private PerEvent() {
        users.defaultReturnValue(-1);
    }

    static PerEvent read(Path file, Collection<String> models) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InputException("there is no " + file + ": run the replay again");
        }
        try (InputStream raw = Files.newInputStream(file);
                FieldReader fields = new FieldReader(new GZIPInputStream(raw, 1 << 16), file.toString())) {
            PerEvent read = new PerEvent();
            read.rows(fields, read.columns(fields, models));
            return read;
        } catch (IOException e) {
            throw new InputException(
                    "cannot read " + file + " (" + e.getMessage()
                            + "): it is cut short or damaged, run the replay again",
                    e);
        }
    }

    /** Rows, numbered from 0 in all that follows. */
    public int size() {
        return index.size();
    }

    /** Place among the kept events of the stream, from 0 and rising. */
    public int index(int row) {
        return index.getInt(row);
    }

    /** Stands for the event's id: the same for the same id. */
    public long event(int row) {
        return event.getLong(row);
    }

    /** Users by their first appearance here, from 0. */
    public int user(int row) {
        return user.getInt(row);
    }

    /** How many users there are. */
    public int users() {
        return users.size();
    }

    public long timeMs(int row) {
        return timeMs.getLong(row);
    }

    /** The user's events before this one; 0 is an unknown user. */
    public int userEvents(int row) {
        return userEvents.getInt(row);
    }

    /** Time since the item's first event, or {@link #UNKNOWN_ITEM}. */
    public long itemAgeMs(int row) {
        return itemAgeMs.getLong(row);
    }

    /** A model's rank for each row, from 1, or 0 for unranked; the array is the caller's. */
    public int[] ranks(String model) {
        IntArrayList column = ranks.get(model);
        if (column == null) {
            throw new IllegalArgumentException("ranks of '" + model + "' were not read: read them with the file");
        }
        return column.toIntArray();
    }

    /** Where each rank field goes. */
    private List<IntArrayList> columns(FieldReader fields, Collection<String> models) throws IOException {
        List<String> header = new ArrayList<>();
        boolean more = fields.next();
        while (more) {
            header.add(fields.text());
            more = !fields.endsRecord() && fields.next();
        }
        if (header.size() < COLUMNS.size() || !header.subList(0, COLUMNS.size()).equals(COLUMNS)) {
            throw fields.damaged("the header must start with " + String.join(",", COLUMNS));
        }
        List<String> found = header.subList(COLUMNS.size(), header.size());
        for (String model : models) {
            if (!found.contains(model)) {
                throw fields.damaged("there is no column of model '" + model + "', only " + found);
            }
            ranks.put(model, new IntArrayList());
        }
        return found.stream().map(name -> ranks.getOrDefault(name, ignored)).toList();
    }

    private void rows(FieldReader fields, List<IntArrayList> columns) throws IOException {
        int last = -1;
        while (fields.next()) {
            last = row(fields, last);
            for (int model = 0; model < columns.size(); model++) {
                rank(fields, columns.get(model));
            }
            if (!fields.endsRecord()) {
                throw fields.damaged("more fields than the header has");
            }
        }
    }

    private int row(FieldReader fields, int last) throws IOException {
        int place = (int) fields.number("index", last + 1L, Integer.MAX_VALUE);
        index.add(place);
        field(fields);
        event.add(fields.hash());
        field(fields);
        user.add(dense(fields.hash()));
        field(fields);
        field(fields);
        timeMs.add(fields.number("timestamp_ms", Long.MIN_VALUE, Long.MAX_VALUE));
        field(fields);
        userEvents.add((int) fields.number("user_events", 0, Integer.MAX_VALUE));
        field(fields);
        itemAgeMs.add(fields.isEmpty() ? UNKNOWN_ITEM : fields.number("item_age_ms", 0, Long.MAX_VALUE));
        return place;
    }

    private void rank(FieldReader fields, IntArrayList column) throws IOException {
        field(fields);
        if (column != ignored) {
            column.add((int) fields.number("a rank", 0, Integer.MAX_VALUE));
        }
    }

    private static void field(FieldReader fields) throws IOException {
        if (fields.endsRecord() || !fields.next()) {
            throw fields.damaged("fewer fields than the header has");
        }
    }

    private int dense(long id) {
        int known = users.putIfAbsent(id, users.size());
        return known < 0 ? users.size() - 1 : known;
    }
}
