package io.freshet.features;

import io.freshet.embedding.Context;
import io.freshet.embedding.ItemIndex;
import java.util.Arrays;

/**
 * A user's last items in the order of event time, also when events come out of order.
 *
 * <p>Events of one timestamp are a group and share the context from before it. So two lots are kept: the K newest from
 * before the newest timestamp, and the K last of that timestamp. At most 2K items; one thread.
 */
public final class RecentItems {
    private int contextLength;
    private long[] keys;
    private long[] times;
    private int size;

    public RecentItems(int contextLength) {
        this.contextLength = contextLength;
        this.keys = new long[4];
        this.times = new long[4];
    }

    int contextLength() {
        return contextLength;
    }

    /** Keeps so many from now on. More do not come back, fewer are kept from the next item on. */
    public void keep(int length) {
        contextLength = length;
    }

    public int size() {
        return size;
    }

    public long key(int place) {
        return keys[place];
    }

    public long time(int place) {
        return times[place];
    }

    /** Whether an item of exactly this time is among them. */
    public boolean hasTime(long timeMs) {
        int place = size;
        while (place > 0 && times[place - 1] > timeMs) {
            place--;
        }
        return place > 0 && times[place - 1] == timeMs;
    }

    /** Puts an item behind those of its time and earlier. */
    public void add(long key, long timeMs) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
        }
        int place = size;
        while (place > 0 && times[place - 1] > timeMs) {
            place--;
        }
        System.arraycopy(keys, place, keys, place + 1, size - place);
        System.arraycopy(times, place, times, place + 1, size - place);
        keys[place] = key;
        times[place] = timeMs;
        size++;
        trim();
    }

    /** Fills {@code context} with the K newest items from before {@code timeMs}, as seen at that time. */
    public void contextBefore(long timeMs, ItemIndex index, Context context) {
        int end = size;
        while (end > 0 && times[end - 1] >= timeMs) {
            end--;
        }
        fill(end, timeMs, index, context);
    }

    /** Fills {@code context} with the K newest items, as seen at {@code timeMs}. */
    public void context(long timeMs, ItemIndex index, Context context) {
        fill(size, timeMs, index, context);
    }

    private void fill(int end, long timeMs, ItemIndex index, Context context) {
        context.clear();
        int limit = Math.min(end, context.capacity());
        for (int k = 0; k < limit; k++) {
            int row = index.row(keys[end - 1 - k]);
            if (row != ItemIndex.UNKNOWN) {
                context.add(row, k, timeMs - times[end - 1 - k]);
            }
        }
    }

    private void trim() {
        int group = size;
        while (group > 0 && times[group - 1] == times[size - 1]) {
            group--;
        }
        remove(group, size - group - contextLength);
        remove(0, group - contextLength);
    }

    private void remove(int place, int count) {
        if (count > 0) {
            System.arraycopy(keys, place + count, keys, place, size - place - count);
            System.arraycopy(times, place + count, times, place, size - place - count);
            size -= count;
        }
    }

    /** Bytes of the arrays. */
    long bytes() {
        return (long) Long.BYTES * (keys.length + times.length);
    }

    RecentItems copy() {
        RecentItems copy = new RecentItems(contextLength);
        copy.keys = keys.clone();
        copy.times = times.clone();
        copy.size = size;
        return copy;
    }
}
