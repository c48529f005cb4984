package io.freshet.jobs.local;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/**
 * Remembers the most recent ids in bounded memory; not thread safe.
 *
 * <p>Of any id it is exact for at least {@code capacity} further ids, save for a collision of 64-bit hashes (about one
 * in 10⁶ among four million ids). 16 to 32 bytes per id.
 */
public final class RecentIds {
    private static final Hasher64 HASHER = Hashing.komihash5_0();

    private final int capacity;
    private LongOpenHashSet current = new LongOpenHashSet();
    private LongOpenHashSet previous = new LongOpenHashSet();

    public RecentIds(int capacity) {
        this.capacity = capacity;
    }

    /** Returns whether the id was not yet there. */
    public boolean add(String id) {
        long hash = HASHER.hashCharsToLong(id);
        if (previous.contains(hash) || !current.add(hash)) {
            return false;
        }
        if (current.size() >= capacity) {
            previous = current;
            current = new LongOpenHashSet();
        }
        return true;
    }
}
