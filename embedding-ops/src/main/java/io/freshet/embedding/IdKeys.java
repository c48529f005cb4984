package io.freshet.embedding;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * The keys that {@link StableHash} gives ids, without garbage for ids of ASCII characters. The last id is not hashed again.
 * One thread.
 */
public final class IdKeys {
    private static final Hasher64 XXH3 = Hashing.xxh3_64();
    private static final int ASCII = 0x7f;

    private byte[] bytes = new byte[64];
    private String last = "";
    private long lastKey = StableHash.of("");

    /** As {@link StableHash#of}. */
    public long of(String id) {
        if (!id.equals(last)) {
            lastKey = hash(id);
            last = id;
        }
        return lastKey;
    }

    private long hash(String id) {
        int length = id.length();
        if (length > bytes.length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        for (int i = 0; i < length; i++) {
            char c = id.charAt(i);
            if (c > ASCII) {
                return StableHash.of(id);
            }
            bytes[i] = (byte) c;
        }
        return XXH3.hashBytesToLong(bytes, 0, length);
    }
}
