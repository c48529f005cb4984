package io.freshet.jobs.validate;

import com.dynatrace.hash4j.hashing.Hashing;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

/**
 * Numbers ids by first appearance, 0 first; two ids of the same 64-bit hash, of which a million ids have a chance of
 * 1 : 37 million, would count as one. For one thread; 16 to 32 bytes an id.
 */
final class DenseIds {
    private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();

    int of(String id) {
        int next = numbers.size();
        int known = numbers.putIfAbsent(hash(id), next);
        return known == numbers.defaultReturnValue() ? next : known;
    }

    int size() {
        return numbers.size();
    }

    DenseIds() {
        numbers.defaultReturnValue(-1);
    }

    static long hash(String id) {
        return Hashing.komihash5_0().hashCharsToLong(id);
    }
}
