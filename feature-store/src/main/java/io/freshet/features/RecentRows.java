package io.freshet.features;

import io.freshet.embedding.ItemIndex;

/**
 * A user's last items as rows of the model, newest first, each with its time. Reusable; one thread.
 */
public final class RecentRows {
    private final int[] rows;
    private final long[] times;
    private int size;

    public RecentRows(int capacity) {
        rows = new int[capacity];
        times = new long[capacity];
    }

    /** Takes the newest that have a row, those from before {@code timeMs} only. */
    public void fillBefore(RecentItems recent, long timeMs, ItemIndex index) {
        int end = recent.size();
        while (end > 0 && recent.time(end - 1) >= timeMs) {
            end--;
        }
        fill(recent, end, index);
    }

    /** Takes the newest that have a row. */
    public void fill(RecentItems recent, ItemIndex index) {
        fill(recent, recent.size(), index);
    }

    public int size() {
        return size;
    }

    /** The row at a place, 0 for the newest. */
    public int row(int place) {
        return rows[place];
    }

    /** The place of a row, the newest if it is there more than once, or {@link #size()} if it is not there. */
    public int place(int row) {
        int place = 0;
        while (place < size && rows[place] != row) {
            place++;
        }
        return place;
    }

    /** When the item at a place was consumed. */
    public long timeMs(int place) {
        return times[place];
    }

    private void fill(RecentItems recent, int end, ItemIndex index) {
        size = 0;
        for (int place = end - 1; place >= 0 && size < rows.length; place--) {
            int row = index.row(recent.key(place));
            if (row != ItemIndex.UNKNOWN) {
                rows[size] = row;
                times[size++] = recent.time(place);
            }
        }
    }
}
