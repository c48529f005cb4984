package io.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Samples.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CodecRandomizedTest {
    private static final int ROUND_TRIPS = 2_000;
    private static final int HOSTILE_PER_RECORD = 10_000;
    private static final int HEADER_BYTES = 10;
    private static final long SEED = 20_260_101;

    static Stream<Arguments> records() {
        RandomRecords records = new RandomRecords(SEED);
        return Stream.of(
                arguments(Codec.interaction(), records::interaction),
                arguments(Codec.item(), records::item),
                arguments(Codec.recommendationRequest(), records::request),
                arguments(Codec.recommendations(), records::recommendations),
                arguments(Codec.itemState(), records::itemState),
                arguments(Codec.evaluation(), records::evaluation),
                arguments(Codec.erasure(), records::erasure),
                arguments(Codec.erasureReceipt(), records::erasureReceipt),
                arguments(Codec.control(), records::control),
                arguments(Codec.impression(), records::impression));
    }

    static List<Sample<?>> samples() {
        return Samples.all();
    }

    @ParameterizedTest(name = "{0}, seed " + SEED)
    @MethodSource("records")
    <T> void randomRecordsComeBackEqual(String name, Codec<T> codec, Supplier<T> records) throws Exception {
        for (int i = 0; i < ROUND_TRIPS; i++) {
            T record = records.get();
            assertThat(codec.decode(codec.encode(record))).isEqualTo(record);
        }
    }

    @ParameterizedTest(name = "{0}, seed " + SEED)
    @MethodSource("samples")
    <T> void hostileBytesAreRefusedOrAreARecordAndNeverTouchTheNextOne(Sample<T> sample) throws Exception {
        Codec<T> codec = sample.codec();
        byte[] good = codec.encode(sample.record());
        SplittableRandom random = new SplittableRandom(SEED);
        int refused = 0;
        for (int i = 0; i < HOSTILE_PER_RECORD; i++) {
            byte[] hostile = hostile(good, random);
            if (!decodesToARecord(codec, hostile)) {
                refused++;
            }
            assertThat(codec.decode(good)).isEqualTo(sample.record());
        }
        assertThat(refused).isGreaterThan(HOSTILE_PER_RECORD / 4);
    }

    private static <T> boolean decodesToARecord(Codec<T> codec, byte[] hostile) {
        T decoded;
        try {
            decoded = codec.decode(hostile);
        } catch (UndecodableRecordException e) {
            return false;
        }
        assertThat(roundTrip(codec, decoded)).isEqualTo(decoded);
        return true;
    }

    private static <T> T roundTrip(Codec<T> codec, T record) {
        try {
            return codec.decode(codec.encode(record));
        } catch (UndecodableRecordException e) {
            throw new AssertionError("a decoded record cannot be encoded and read again", e);
        }
    }

    private static byte[] hostile(byte[] good, SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(good, random.nextInt(good.length));
            case 1 -> flipped(good, 0, random);
            case 2 -> flipped(good, HEADER_BYTES, random);
            case 3 -> overwritten(good, random);
            default -> noise(good, random);
        };
    }

    private static byte[] flipped(byte[] good, int from, SplittableRandom random) {
        byte[] out = good.clone();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            out[random.nextInt(from, out.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return out;
    }

    /** A run of FF bytes reads as a huge or overlong number, whatever stands there. */
    private static byte[] overwritten(byte[] good, SplittableRandom random) {
        byte[] out = good.clone();
        int from = random.nextInt(HEADER_BYTES, out.length);
        int to = Math.min(out.length, from + random.nextInt(1, 11));
        Arrays.fill(out, from, to, (byte) (random.nextBoolean() ? 0xFF : 0x80));
        return out;
    }

    /** Half the time behind a valid header, or it would never come past the marker. */
    private static byte[] noise(byte[] good, SplittableRandom random) {
        byte[] out = new byte[random.nextInt(200)];
        random.nextBytes(out);
        if (random.nextBoolean()) {
            System.arraycopy(good, 0, out, 0, Math.min(HEADER_BYTES, out.length));
        }
        return out;
    }

    private static <T> Arguments arguments(Codec<T> codec, Supplier<T> records) {
        return Arguments.of(codec.name(), codec, records);
    }
}
