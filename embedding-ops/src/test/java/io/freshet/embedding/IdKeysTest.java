package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class IdKeysTest {
    /** What asking for the allocated bytes takes itself; the bytes of a hundred ids would be 2,400 and more. */
    private static final long MEASURING = 1_500;

    private final IdKeys keys = new IdKeys();

    @Test
    void areThoseOfTheHashWhateverTheCharacters() {
        for (String id : new String[] {"", "a", "item-17", "ünï", "日本", "a😀b", "x".repeat(512), "é".repeat(100)}) {
            assertThat(keys.of(id)).as(id).isEqualTo(StableHash.of(id));
            assertThat(keys.of(id)).as("again " + id).isEqualTo(StableHash.of(id));
        }
    }

    @Test
    void aShortIdAfterALongOneIsHashedAlone() {
        keys.of("a-long-one-that-leaves-its-characters");

        assertThat(keys.of("b")).isEqualTo(StableHash.of("b"));
    }

    @Test
    void leaveNothingForTheGarbageCollector() {
        String[] ids = IntStream.range(0, 100).mapToObj(i -> "item-" + i).toArray(String[]::new);
        long allocated = Long.MAX_VALUE;
        long sum = 0;
        for (int round = 0; round < 2_000 && allocated >= MEASURING; round++) {
            long before = Allocated.byThisThread();
            for (String id : ids) {
                sum += keys.of(id);
            }
            allocated = Allocated.byThisThread() - before;
        }

        assertThat(sum).isNotZero();
        assertThat(allocated).isLessThan(MEASURING);
    }
}
