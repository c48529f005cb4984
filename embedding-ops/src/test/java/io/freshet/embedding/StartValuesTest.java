package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.StartValues.Table;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StartValuesTest {
    private static final long KEY = 0x123456789abcdef0L;

    /** The bits were computed from the definition by a program in another language; they are part of the format. */
    @ParameterizedTest
    @CsvSource({
        "TARGET, bd1f1e27, bcd6107f, bd4f774a, bdc212df",
        "SOURCE, bd0aa9bd, 3d57d02d, bd837cbf, bd367daf",
        "USER,   3cc8315a, bd3d7d22, 3c8b845b, bc840aed",
        "SITUATION, 3c52e520, 3ad20f33, bb7f5c5a, 3dbf35ef"
    })
    void aRowStartsWithTheGoldenBits(Table table, String b0, String b1, String b2, String b3) {
        assertThat(fill(table, KEY, 4)).containsExactly(bits(b0), bits(b1), bits(b2), bits(b3));
    }

    @Test
    void theStartIsAFunctionOfSeedTableAndKeyAlone() {
        assertThat(fill(Table.TARGET, KEY, 16)).isEqualTo(fill(Table.TARGET, KEY, 16));
        assertThat(fill(Table.TARGET, KEY, 16)).isNotEqualTo(fill(Table.TARGET, KEY + 1, 16));
        assertThat(fill(Table.TARGET, KEY, 16)).isNotEqualTo(fill(Table.SOURCE, KEY, 16));
        float[] otherSeed = new float[16];
        new StartValues(43, 0.05f).fill(Table.TARGET, KEY, otherSeed, 0, 16);
        assertThat(otherSeed).isNotEqualTo(fill(Table.TARGET, KEY, 16));
    }

    @Test
    void aRowIsWrittenWhereItBelongsAndNowhereElse() {
        float[] to = new float[8];
        new StartValues(42, 0.05f).fill(Table.TARGET, KEY, to, 2, 4);

        assertThat(to).startsWith(0f, 0f).endsWith(0f, 0f);
        assertThat(to).containsSequence(fill(Table.TARGET, KEY, 4));
    }

    @Test
    void valuesAreAboutNormal() {
        int n = 200_000;
        double sum = 0;
        double squares = 0;
        double withinOne = 0;
        float[] row = new float[64];
        for (int key = 0; key < n / row.length; key++) {
            new StartValues(42, 0.05f).fill(Table.SOURCE, StableHash.of("item-" + key), row, 0, row.length);
            for (float value : row) {
                sum += value;
                squares += value * value;
                withinOne += Math.abs(value) < 0.05 ? 1 : 0;
            }
        }
        assertThat(sum / n).isCloseTo(0, Offset.offset(0.0005));
        assertThat(Math.sqrt(squares / n)).isCloseTo(0.05, Offset.offset(0.0005));
        assertThat(withinOne / n).isCloseTo(0.683, Offset.offset(0.01));
    }

    @Test
    void keysAreXxh3OfTheUtf8Bytes() {
        assertThat(StableHash.of("")).isEqualTo(0x2d06800538d394c2L);
        assertThat(StableHash.of("a")).isEqualTo(0xe6c632b61e964e1fL);
        assertThat(StableHash.of("abc")).isEqualTo(0x78af5f94892f3950L);
    }

    /** The reference generator's first outputs for the seed 1234567. */
    @Test
    void splitMixGivesTheReferenceSequence() {
        SplitMix64 random = new SplitMix64(1_234_567);

        assertThat(random.nextLong()).isEqualTo(6_457_827_717_110_365_317L);
        assertThat(random.nextLong()).isEqualTo(3_203_168_211_198_807_973L);
        assertThat(random.nextLong()).isEqualTo(Long.parseUnsignedLong("9817491932198370423"));
        random.reset(1_234_567);
        assertThat(random.nextLong()).isEqualTo(6_457_827_717_110_365_317L);
    }

    @Test
    void boundedNumbersFillTheirRangeEvenly() {
        SplitMix64 random = new SplitMix64(9);
        int[] seen = new int[7];
        for (int i = 0; i < 70_000; i++) {
            seen[random.nextInt(7)]++;
            assertThat(random.nextFloat()).isBetween(0f, Math.nextDown(1f));
        }
        for (int count : seen) {
            assertThat(count).isBetween(9_500, 10_500);
        }
    }

    private static float[] fill(Table table, long key, int length) {
        float[] row = new float[length];
        new StartValues(42, 0.05f).fill(table, key, row, 0, length);
        return row;
    }

    private static float bits(String hex) {
        return Float.intBitsToFloat(Integer.parseUnsignedInt(hex, 16));
    }
}
