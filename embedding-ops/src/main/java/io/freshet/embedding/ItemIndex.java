package io.freshet.embedding;

import static java.util.Objects.requireNonNull;

import it.unimi.dsi.fastutil.Hash;
import it.unimi.dsi.fastutil.HashCommon;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Numbers items 0, 1, 2 … in the order in which they are first seen, and finds them by the 64-bit key of their id. The
 * number of an item that was removed goes to the next new one. One thread.
 *
 * <p>An item may have a row before anybody had an event with it: it is untouched until then, and those that are not are also
 * known in the order in which they were touched.
 *
 * <p>Memory: about 36 bytes a row, and the ids; 4 more once there was an untouched item.
 */
public final class ItemIndex {
    public static final int UNKNOWN = -1;

    /** Of a string and its array. */
    private static final int TEXT_HEADERS = 40;

    private final Long2IntOpenHashMap rows = new Long2IntOpenHashMap();
    private final IntArrayList free = new IntArrayList();
    private final BitSet untouched = new BitSet();
    private int untouchedItems;

    /** Rows in the order in which they were touched; null as long as none was ever untouched, since it is theirs then. */
    private @Nullable IntArrayList touchOrder;

    private @Nullable String[] ids = new String[64];
    private long[] keys = new long[64];
    private int places;

    public ItemIndex() {
        rows.defaultReturnValue(UNKNOWN);
    }

    /** The row of a key, or {@link #UNKNOWN}. */
    public int row(long key) {
        return rows.get(key);
    }

    /** How many items there are. */
    public int size() {
        return rows.size();
    }

    /** Rows are below this; those of removed items are still counted. */
    public int places() {
        return places;
    }

    /** Whether an item has this row. */
    public boolean isUsed(int row) {
        return row < places && ids[row] != null;
    }

    /** Whether the row's item is there only because the catalogue has it. */
    public boolean isUntouched(int row) {
        return untouchedItems > 0 && untouched.get(row);
    }

    /** How many items are not untouched. */
    public int touched() {
        return size() - untouchedItems;
    }

    /** Places in the order of touch are below this; some may have no item. */
    public int touchPlaces() {
        return touchOrder == null ? places : touchOrder.size();
    }

    /** The row at a place in the order of touch, which may not be {@linkplain #isUsed in use}. */
    public int touchedRow(int place) {
        return touchOrder == null ? place : touchOrder.getInt(place);
    }

    public String id(int row) {
        return requireNonNull(ids[row], "no item has this row");
    }

    public long key(int row) {
        return keys[row];
    }

    /** Whether {@code id} can be used: false if another id already has its key, which is one in 2⁶⁴ for a pair. */
    public boolean admits(long key, String id) {
        int row = rows.get(key);
        return row == UNKNOWN || id(row).equals(id);
    }

    /** Bytes of the arrays, the hash table and the ids, if these are Latin-1 and held by nobody else. */
    long bytes() {
        long texts = 0;
        for (int row = 0; row < places; row++) {
            String id = ids[row];
            texts += id == null ? 0 : TEXT_HEADERS + id.length();
        }
        return texts
                + (long) (Long.BYTES + Integer.BYTES) * (ids.length + hashSlots())
                + (long) Integer.BYTES * free.elements().length;
    }

    private int hashSlots() {
        return HashCommon.arraySize(Math.max(rows.size(), Hash.DEFAULT_INITIAL_SIZE), Hash.DEFAULT_LOAD_FACTOR);
    }

    int add(long key, String id) {
        int row = assign(key, id);
        if (touchOrder != null) {
            touchOrder.add(row);
        }
        return row;
    }

    /** Gives an item that has none a row before anybody had an event with it. */
    int addUntouched(long key, String id) {
        if (touchOrder == null) {
            touchOrder = touchedRows();
        }
        int row = assign(key, id);
        untouched.set(row);
        untouchedItems++;
        return row;
    }

    /** Tells that somebody had an event with the row's item, if that is new. */
    void touch(int row) {
        if (isUntouched(row)) {
            untouched.clear(row);
            untouchedItems--;
            requireNonNull(touchOrder).add(row);
        }
    }

    private IntArrayList touchedRows() {
        IntArrayList order = new IntArrayList();
        for (int row = 0; row < places; row++) {
            if (isUsed(row)) {
                order.add(row);
            }
        }
        return order;
    }

    private int assign(long key, String id) {
        int row = free.isEmpty() ? leaveOut() : free.popInt();
        ids[row] = id;
        keys[row] = key;
        rows.put(key, row);
        return row;
    }

    /** Leaves the next row without an item; nobody gets it unless it is {@link #release}d. */
    int leaveOut() {
        int row = places++;
        if (row == ids.length) {
            ids = Arrays.copyOf(ids, 2 * row);
            keys = Arrays.copyOf(keys, 2 * row);
        }
        return row;
    }

    /** The row that the item had, or {@link #UNKNOWN}. Cost: one pass over the others once there was an untouched item. */
    int remove(long key) {
        int row = rows.remove(key);
        if (row != UNKNOWN) {
            ids[row] = null;
            forgetTouch(row);
            release(row);
        }
        return row;
    }

    /**
     * Takes out the items of several rows at once. The others keep the order in which they were touched, and new ones come
     * after them, whichever rows they get. Cost: one pass over the others.
     */
    void removeAll(BitSet gone) {
        IntArrayList before = touchOrder == null ? touchedRows() : touchOrder;
        IntArrayList after = new IntArrayList(before.size());
        for (int place = 0; place < before.size(); place++) {
            int row = before.getInt(place);
            if (!gone.get(row)) {
                after.add(row);
            }
        }
        touchOrder = after;
        for (int row = gone.nextSetBit(0); row >= 0; row = gone.nextSetBit(row + 1)) {
            rows.remove(keys[row]);
            ids[row] = null;
            if (isUntouched(row)) {
                untouched.clear(row);
                untouchedItems--;
            }
            release(row);
        }
    }

    private void forgetTouch(int row) {
        if (isUntouched(row)) {
            untouched.clear(row);
            untouchedItems--;
        } else if (touchOrder != null) {
            touchOrder.rem(row);
        }
    }

    /** Lets a row that no item has be the first that a new one gets. */
    void release(int row) {
        free.add(row);
    }

    /** The rows of removed items; the last goes first. */
    int[] free() {
        return free.toIntArray();
    }
}
