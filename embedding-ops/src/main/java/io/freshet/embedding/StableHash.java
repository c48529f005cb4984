package io.freshet.embedding;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;

/** Turns ids into 64-bit keys that never change: XXH3 of the UTF-8 bytes. */
public final class StableHash {
    private static final Hasher64 XXH3 = Hashing.xxh3_64();

    private StableHash() {}

    public static long of(String id) {
        return XXH3.hashBytesToLong(id.getBytes(StandardCharsets.UTF_8));
    }
}
