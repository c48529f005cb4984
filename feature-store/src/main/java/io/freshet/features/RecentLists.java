package io.freshet.features;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last lists that a user was served, oldest first, each with as many values of its items as a ranker has features. One
 * thread; O(lists) for each that is added or looked for, and no allocation once as many are held as there may be.
 */
public final class RecentLists {
    private final long layout;
    private final int features;
    private final List<ServedList> lists = new ArrayList<>(2);

    /**
     * @param layout a hash of what the features mean, since values of others would be wrong
     * @param features of each item
     */
    public RecentLists(long layout, int features) {
        this.layout = layout;
        this.features = features;
    }

    /** What the features mean, as a hash. */
    public long layout() {
        return layout;
    }

    /** Values of each item. */
    public int features() {
        return features;
    }

    public int size() {
        return lists.size();
    }

    ServedList list(int place) {
        return lists.get(place);
    }

    /**
     * The newest list, to be filled. One of the same id makes way for it, so does what has expired, and if there are too many
     * then, the oldest.
     *
     * @param key 64-bit key of the list's id
     * @param timeMs event time of what the list is made for
     * @param length items
     * @param bucketings sets of weights that apply
     * @param most lists that are held, this one among them
     * @param expiryMs event time after which a list is forgotten
     */
    public ServedList add(long key, long timeMs, int length, int bucketings, int most, long expiryMs) {
        ServedList free = null;
        for (int place = lists.size() - 1; place >= 0; place--) {
            ServedList list = lists.get(place);
            if (list.key() == key || timeMs - list.timeMs() > expiryMs) {
                free = lists.remove(place);
            }
        }
        while (lists.size() >= most) {
            free = lists.remove(0);
        }
        ServedList newest = free == null ? new ServedList() : free;
        newest.reset(key, timeMs, length, features, bucketings);
        lists.add(newest);
        return newest;
    }

    /** Puts a list back behind the others. */
    void append(ServedList list) {
        lists.add(list);
    }

    /** The list of an id, or null if it is not held, or was made longer ago than {@code expiryMs} in event time. */
    public @Nullable ServedList of(long key, long timeMs, long expiryMs) {
        for (int place = lists.size() - 1; place >= 0; place--) {
            ServedList list = lists.get(place);
            if (list.key() == key) {
                return timeMs - list.timeMs() > expiryMs ? null : list;
            }
        }
        return null;
    }

    /** Bytes of the objects and their arrays. */
    long bytes() {
        long bytes = 64;
        for (ServedList list : lists) {
            bytes += list.bytes();
        }
        return bytes;
    }

    RecentLists copy() {
        RecentLists copy = new RecentLists(layout, features);
        lists.forEach(list -> copy.append(list.copy()));
        return copy;
    }
}
