package io.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Samples.Sample;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
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
                arguments(Codec.interaction(), Shapes::interaction, records::interaction),
                arguments(Codec.item(), Shapes::item, records::item),
                arguments(Codec.recommendationRequest(), Shapes::recommendationRequest, records::request),
                arguments(Codec.recommendations(), Shapes::recommendations, records::recommendations),
                arguments(Codec.itemState(), Shapes::itemState, records::itemState),
                arguments(Codec.evaluation(), Shapes::evaluation, records::evaluation),
                arguments(Codec.erasure(), Shapes::erasure, records::erasure),
                arguments(Codec.erasureReceipt(), Shapes::erasureReceipt, records::erasureReceipt),
                arguments(Codec.control(), Shapes::control, records::control),
                arguments(Codec.impression(), Shapes::impression, records::impression));
    }

    static List<Sample<?>> samples() {
        return Samples.all();
    }

    @ParameterizedTest(name = "{0}, seed " + SEED)
    @MethodSource("records")
    <T> void randomRecordsComeBackEqual(
            String name, Codec<T> codec, Function<Schema, Shape<T>> shape, Supplier<T> records) throws Exception {
        for (int i = 0; i < ROUND_TRIPS; i++) {
            T record = records.get();
            assertThat(codec.decode(codec.encode(record))).isEqualTo(record);
        }
    }

    @ParameterizedTest(name = "{0}, seed " + SEED)
    @MethodSource("records")
    <T> void bytesAreAvrosAndHostileOnesAreReadOrRefusedAsByAvrosOwnReader(
            String name, Codec<T> codec, Function<Schema, Shape<T>> shape, Supplier<T> records) throws Exception {
        AvrosReader<T> avros = new AvrosReader<>(shape.apply(Schemas.current(name)));
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < ROUND_TRIPS; i++) {
            byte[] good = codec.encode(records.get());
            assertThat(avros.read(good)).isEqualTo(codec.decode(good));
            byte[] hostile = hostile(good, random);
            assertThat(decoded(codec, hostile)).isEqualTo(startsAs(good, hostile) ? avros.read(hostile) : null);
        }
    }

    /** Whether marker and fingerprint are those of a good record. */
    private static boolean startsAs(byte[] good, byte[] bytes) {
        return bytes.length >= HEADER_BYTES && Arrays.equals(good, 0, HEADER_BYTES, bytes, 0, HEADER_BYTES);
    }

    /** Null if it is refused. */
    private static <T> @Nullable T decoded(Codec<T> codec, byte[] bytes) {
        try {
            return codec.decode(bytes);
        } catch (UndecodableRecordException e) {
            return null;
        }
    }

    /** The slow way that is obviously Avro: its generic reader, then the record of it. */
    private record AvrosReader<T>(Shape<T> shape) {
        @Nullable
        T read(byte[] bytes) {
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
            try {
                GenericRecord record = new GenericDatumReader<GenericRecord>(shape.schema()).read(null, decoder);
                T read = shape.read().apply(new RecordFields(record));
                return decoder.isEnd() ? read : null;
            } catch (IOException | RuntimeException e) {
                return null;
            }
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

    private static <T> Arguments arguments(Codec<T> codec, Function<Schema, Shape<T>> shape, Supplier<T> records) {
        return Arguments.of(codec.name(), codec, shape, records);
    }
}
