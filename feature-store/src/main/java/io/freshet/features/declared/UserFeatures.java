package io.freshet.features.declared;

import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectIterator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Declared features of one user: a state of the user's own, and one for each item that the user had to do with, by the 64-bit
 * key of its id. Only a {@link UserFeaturePlan} can read it, and it knows the {@linkplain FeatureDefinition#fingerprint
 * fingerprints} of those that it was made for. Mutable; owned by whoever carries the user's state.
 */
public final class UserFeatures {
    /** Headers and fields of this object and, once there are items, of the map. */
    private static final int OBJECT = 40;

    private static final int MAP = 96;

    /** Of the map: a key and a reference, at a load of a half. */
    private static final int SLOT = 24;

    private long[] ofUser;
    private long[] ofItems;
    private @Nullable FeatureState user;
    private @Nullable Long2ObjectOpenHashMap<FeatureState> items;
    private long newestMs;

    /**
     * @param ofUser fingerprints of the features of the user's own state
     * @param ofItems fingerprints of those of an item's
     * @param newestMs time of the newest event so far, {@link Long#MIN_VALUE} before the first
     */
    UserFeatures(long[] ofUser, long[] ofItems, long newestMs) {
        this.ofUser = ofUser;
        this.ofItems = ofItems;
        this.newestMs = newestMs;
    }

    /** Takes the plan's own arrays in place of equal ones, so that users need not hold one each. */
    void share(long[] sameOfUser, long[] sameOfItems) {
        ofUser = sameOfUser;
        ofItems = sameOfItems;
    }

    long[] ofUser() {
        return ofUser;
    }

    long[] ofItems() {
        return ofItems;
    }

    /** Time of the newest event, whether it counted or not; {@link Long#MIN_VALUE} before the first. */
    public long newestMs() {
        return newestMs;
    }

    void sees(long timeMs) {
        newestMs = Math.max(newestMs, timeMs);
    }

    /** The state of the user's own; null before an event counted. */
    @Nullable
    FeatureState user() {
        return user;
    }

    void user(@Nullable FeatureState state) {
        user = state;
    }

    /** Items that there is a state of. */
    public int items() {
        return items == null ? 0 : items.size();
    }

    /** The state of an item; null for none. */
    @Nullable
    FeatureState item(long key) {
        return items == null ? null : items.get(key);
    }

    void item(long key, FeatureState state) {
        if (items == null) {
            items = new Long2ObjectOpenHashMap<>(4, Long2ObjectOpenHashMap.DEFAULT_LOAD_FACTOR);
        }
        items.put(key, state);
    }

    /** Keys of the items, ascending. */
    long[] sortedItems() {
        long[] keys = items == null ? new long[0] : items.keySet().toLongArray();
        Arrays.sort(keys);
        return keys;
    }

    /**
     * Drops the items that read as if there had been nothing, or if there are none such, the one whose newest event is oldest;
     * of several the one with the least key.
     */
    void makeRoom(EntityPlan plan) {
        if (items == null) {
            return;
        }
        long oldestKey = 0;
        long oldestMs = Long.MAX_VALUE;
        int before = items.size();
        ObjectIterator<Long2ObjectMap.Entry<FeatureState>> entries =
                items.long2ObjectEntrySet().fastIterator();
        while (entries.hasNext()) {
            Long2ObjectMap.Entry<FeatureState> entry = entries.next();
            if (plan.isOver(entry.getValue(), newestMs)) {
                entries.remove();
                continue;
            }
            long itemMs = entry.getValue().newestMs();
            if (itemMs < oldestMs || itemMs == oldestMs && entry.getLongKey() < oldestKey) {
                oldestMs = itemMs;
                oldestKey = entry.getLongKey();
            }
        }
        if (items.size() == before) {
            items.remove(oldestKey);
        }
    }

    /** Bytes of the heap that it takes, as arrays, their headers and the slots of the map add up. */
    public long bytes() {
        long bytes = OBJECT + (user == null ? 0 : user.bytes());
        if (items != null) {
            bytes += MAP + (long) SLOT * items.size();
            for (FeatureState state : items.values()) {
                bytes += state.bytes();
            }
        }
        return bytes;
    }

    public UserFeatures copy() {
        UserFeatures copy = new UserFeatures(ofUser, ofItems, newestMs);
        copy.user = user == null ? null : user.copy();
        if (items != null) {
            items.long2ObjectEntrySet()
                    .fastForEach(entry ->
                            copy.item(entry.getLongKey(), entry.getValue().copy()));
        }
        return copy;
    }
}
