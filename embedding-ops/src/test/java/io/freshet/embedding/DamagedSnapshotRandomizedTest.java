package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DamagedSnapshotRandomizedTest {
    private static final LearnerConfig SMALL = Snapshots.config(5, 2, 6);
    private static final LearnerConfig LARGE = Snapshots.config(64, 20, 500);

    @Test
    void everySingleFlippedBitIsFound() {
        byte[] bytes = Snapshots.bytes(Snapshots.small(SMALL));
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                assertRefused(SMALL, new SavedBytes(bytes).flip(at, bit).damaged());
            }
        }
    }

    @Test
    void everyMissingTailIsFound() {
        byte[] bytes = Snapshots.bytes(Snapshots.small(SMALL));
        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Snapshots.read(SMALL, shorter))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("ends early, at byte " + length);
        }
    }

    @Test
    void everyMissingByteIsFound() {
        byte[] bytes = Snapshots.bytes(Snapshots.small(SMALL));
        for (int at = 0; at < bytes.length; at++) {
            byte[] shorter = spliced(bytes, at, bytes, at + 1);
            if (!Arrays.equals(shorter, bytes)) {
                assertRefused(SMALL, shorter);
            }
        }
    }

    @Test
    void everyBlockThatIsMissingOrComesTwiceIsFound() {
        byte[] bytes = Snapshots.bytes(Snapshots.random(LARGE, 1_000, true, 1));
        List<Integer> blocks = new SavedBytes(bytes).blocks();
        assertThat(blocks).hasSizeGreaterThan(12);
        for (int i = 0; i < blocks.size(); i++) {
            int start = blocks.get(i);
            int end = i + 1 < blocks.size() ? blocks.get(i + 1) : bytes.length;
            assertRefused(LARGE, spliced(bytes, start, bytes, end));
            assertRefused(LARGE, spliced(bytes, end, bytes, start));
        }
    }

    @Test
    void aSnapshotThatWasPartlyWrittenOverAnotherIsFound() {
        ModelSnapshot snapshot = Snapshots.random(LARGE, 1_000, false, 1);
        byte[] older = Snapshots.bytes(snapshot);
        RowTable targets = snapshot.model().targets();
        targets.chunk(0)[targets.offset(0)]++;
        byte[] newer = Snapshots.bytes(snapshot);
        assertThat(newer).hasSameSizeAs(older);
        for (int start : new SavedBytes(older).blocks()) {
            byte[] mixed = spliced(newer, start, older, start);
            if (!Arrays.equals(mixed, older)) {
                assertRefused(LARGE, mixed);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void damageInSeveralPlacesIsFound(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = Snapshots.bytes(Snapshots.random(LARGE, 400, true, seed));
        for (int i = 0; i < 200; i++) {
            byte[] damaged = damaged(bytes, random);
            if (!Arrays.equals(damaged, bytes)) {
                assertRefused(LARGE, damaged);
            }
        }
    }

    private static byte[] damaged(byte[] bytes, SplittableRandom random) {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(100_000));
        return switch (random.nextInt(4)) {
            case 0 -> spliced(bytes, from, bytes, to);
            case 1 -> spliced(bytes, to, bytes, from);
            case 2 -> filled(bytes, from, to, (byte) random.nextInt());
            default -> flipped(bytes, 1 + random.nextInt(50), random);
        };
    }

    private static byte[] filled(byte[] bytes, int from, int to, byte value) {
        byte[] filled = bytes.clone();
        Arrays.fill(filled, from, to, value);
        return filled;
    }

    private static byte[] flipped(byte[] bytes, int bits, SplittableRandom random) {
        SavedBytes flipped = new SavedBytes(bytes);
        for (int i = 0; i < bits; i++) {
            flipped.flip(random.nextInt(bytes.length), random.nextInt(Byte.SIZE));
        }
        return flipped.damaged();
    }

    /** The first bytes of one and what follows in another. */
    private static byte[] spliced(byte[] first, int end, byte[] second, int start) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(first, 0, end);
        spliced.write(second, start, second.length - start);
        return spliced.toByteArray();
    }

    private static void assertRefused(LearnerConfig config, byte[] bytes) {
        assertThatThrownBy(() -> Snapshots.read(config, bytes)).isInstanceOf(SnapshotException.class);
    }
}
