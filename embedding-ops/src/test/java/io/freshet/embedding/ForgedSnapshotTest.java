package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots whose checks are right although their content cannot be, as no accident makes them. */
final class ForgedSnapshotTest {
    private static final LearnerConfig CONFIG = Snapshots.config(5, 2, 6);
    private static final int HEADER = 16;
    private static final int NAN = 0x7fc00000;
    private static final int INFINITY = 0x7f800000;

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "ITEMS, 0, -5, -5 rows",
        "ITEMS, 0, 2147483647, 'a block of part 3 where part 2, ITEMS'",
        "ITEMS, 0, 8, 'bytes more in ITEMS than were to be expected'",
        "ITEMS, 4, -2, -2 characters",
        "ITEMS, 4, 2147483647, 'a block of part 3 where part 2, ITEMS'",
        "FREE, 0, 0, 'row 0 as free'",
        "FREE, 4, 4, 'row 4 as free'",
        "FREE, 0, -7, 'row -7 as free'",
        "FREE, 0, 99, 'row 99 as free'",
        "ROWS, 0, " + NAN + ", 'the bias of row 0 is NaN'",
        "ROWS, 4, " + NAN + ", 'the bias accumulator of row 0 is NaN'",
        "ROWS, 8, " + INFINITY + ", 'the accumulator of the target vector of row 0 is Infinity'",
        "ROWS, 12, " + INFINITY + ", 'value 0 of the target vector of row 0 is Infinity'",
        "ROWS, 52, " + NAN + ", 'value 4 of the source vector of row 0 is NaN'",
        "WEIGHTS, 0, " + NAN + ", 'the context weight 0 is NaN'",
        "WEIGHTS, 124, " + NAN + ", 'the square of context weight 15 is NaN'",
        "SITUATIONS, 0, -1, -1 situations",
        "SITUATIONS, 0, 16, 'a block of part 6 where part 8, SITUATIONS'",
        "SITUATIONS, 0, 14, 'bytes more in SITUATIONS than were to be expected'",
        "SITUATIONS, 4, " + NAN + ", 'the accumulator of the situation vector of row 0 is NaN'",
        "SITUATIONS, 8, " + INFINITY + ", 'value 0 of the situation vector of row 0 is Infinity'",
        "RING, 0, 5, 'a ring of 5 with 6 rows'",
        "RING, 0, 0, 'a ring of 0 with 6 rows'",
        "RING, 4, 6, 'whose next place is 6'",
        "RING, 8, -1, 'a ring of 6 with -1 rows'",
        "RING, 12, 2, 'row 2 in the ring, which no item'",
        "RING, 12, 70, 'row 70 in the ring, which no item'",
        "END, 0, 6, 'holds 7 items, but counts 6'",
        "END, 4, 10, 'holds 9 rows, but counts 10'",
        "END, 8, 12, 'bytes, but counts 12'"
    })
    void itIsSaidWhatCannotBe(SnapshotSection part, int offset, int value, String message) {
        byte[] bytes = small();
        List<Integer> blocks = new SavedBytes(bytes).blocks();
        byte[] forged = new SavedBytes(bytes)
                .putInt(blocks.get(part.ordinal()) + HEADER + offset, value)
                .forged(blocks);

        assertThatThrownBy(() -> Snapshots.read(CONFIG, forged))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0, 'a block of 0 bytes where 1 to 65520 are allowed'",
        "-1, 'a block of -1 bytes where 1 to 65520 are allowed'",
        "65524, 'a block of 65524 bytes where 1 to 65520 are allowed'",
        "65520, 'ends early'"
    })
    void aLengthThatABlockCannotHaveIsRefused(int length, String message) {
        byte[] bytes = small();
        List<Integer> blocks = new SavedBytes(bytes).blocks();
        byte[] forged = new SavedBytes(bytes).putInt(blocks.get(1) + 4, length).forged(blocks);

        assertThatThrownBy(() -> Snapshots.read(CONFIG, forged))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining(message);
    }

    @Test
    void twoItemsWithOneKeyAreRefused() {
        byte[] bytes = small();
        List<Integer> blocks = new SavedBytes(bytes).blocks();
        int firstItem = blocks.get(1) + HEADER + 4;
        int item = 4 + 8 + 2 * "item-0".length();
        byte[] forged = new SavedBytes(bytes)
                .putLong(firstItem + item + 4, SplitMix64.mix(0))
                .forged(blocks);

        assertThatThrownBy(() -> Snapshots.read(CONFIG, forged))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("two items with key " + SplitMix64.mix(0) + ", item-0 and item-1");
    }

    /** What is accepted must be a model, and so one that can be saved again. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0, -1, 1, -2, 5, Integer.MAX_VALUE, Integer.MIN_VALUE, NAN, 1 << 24, 0x01010101})
    void anyWordInAnyPlaceIsRefusedOrMakesAModel(int value) throws IOException {
        byte[] bytes = small();
        List<Integer> blocks = new SavedBytes(bytes).blocks();
        int models = 0;
        long before = Allocated.byThisThread();
        for (int at = 8; at + 4 <= bytes.length; at += 2) {
            byte[] forged = new SavedBytes(bytes).putInt(at, value).forged(blocks);
            models += isModel(forged) ? 1 : 0;
        }
        long each = (Allocated.byThisThread() - before) / (bytes.length / 2);

        assertThat(models).isPositive();
        assertThat(each).isLessThan(1 << 20);
    }

    private static boolean isModel(byte[] forged) throws IOException {
        ModelSnapshot restored;
        try {
            restored = Snapshots.read(CONFIG, forged);
        } catch (SnapshotException e) {
            return false;
        }
        Snapshots.assertSame(Snapshots.read(CONFIG, Snapshots.bytes(restored)), restored);
        return true;
    }

    private static byte[] small() {
        return Snapshots.bytes(Snapshots.small(CONFIG));
    }
}
