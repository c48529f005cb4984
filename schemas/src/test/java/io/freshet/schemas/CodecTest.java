package io.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.freshet.schemas.Samples.Sample;
import io.freshet.schemas.UndecodableRecordException.Reason;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CodecTest {
    private static final long MEGABYTE = 1 << 20;
    private static final byte[] AN_ERASURE = Codec.erasure().encode(new Erasure("x", "user", 1));

    static List<Sample<?>> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void everyRecordStartsWithTheMarkerAndItsSchemasFingerprint(Sample<T> sample) {
        ByteBuffer bytes =
                ByteBuffer.wrap(sample.codec().encode(sample.record())).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getShort(0)).isEqualTo((short) 0x01C3);
        assertThat(bytes.getLong(2)).isEqualTo(sample.codec().fingerprint());
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void trailingBytesAreRefused(Sample<T> sample) {
        byte[] bytes = sample.codec().encode(sample.record());
        assertThat(reason(sample.codec(), Arrays.copyOf(bytes, bytes.length + 1)))
                .isEqualTo(Reason.TRAILING_BYTES);
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void everyCutRecordIsRefusedAndTheNextOneIsRight(Sample<T> sample) throws Exception {
        byte[] bytes = sample.codec().encode(sample.record());
        for (int length = 0; length < bytes.length; length++) {
            Reason expected = length < 10 ? Reason.NOT_AVRO : Reason.MALFORMED;
            assertThat(reason(sample.codec(), Arrays.copyOf(bytes, length))).isEqualTo(expected);
            assertThat(sample.codec().decode(bytes)).isEqualTo(sample.record());
        }
    }

    @Test
    void absentEmptyAndForeignValuesAreNotAvro() {
        assertThat(reason(Codec.erasure(), null)).isEqualTo(Reason.NOT_AVRO);
        assertThat(reason(Codec.erasure(), new byte[0])).isEqualTo(Reason.NOT_AVRO);
        assertThat(reason(Codec.erasure(), "{\"userId\": \"u\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Reason.NOT_AVRO);
    }

    @Test
    void foreignValueIsDescribedByItsFirstBytes() {
        assertThatThrownBy(() -> Codec.erasure().decode("{\"userId\": \"u\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining("Erasure")
                .hasMessageContaining("15 bytes")
                .hasMessageContaining("7B 22 75 73");
    }

    @Test
    void recordOfAnotherKindIsAnUnknownSchema() {
        assertThatThrownBy(() -> Codec.item().decode(AN_ERASURE))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining(String.format("%016x", Codec.erasure().fingerprint()))
                .extracting(e -> ((UndecodableRecordException) e).reason())
                .isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void lengthFarBeyondTheBytesIsMalformedAndNoMemoryIsTakenForIt() {
        byte[] huge = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        assertMalformedWithoutMemory(Codec.erasure(), withBody(huge));
    }

    @Test
    void negativeLengthIsMalformed() {
        assertThat(reason(Codec.erasure(), withBody(new byte[] {0x01}))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void arrayThatClaimsMoreElementsThanBytesIsMalformedAndNoMemoryIsTakenForIt() {
        byte[] bytes = Codec.impression().encode(new Impression("r", "u", List.of(), 0));
        byte[] body = {2, 'r', 2, 'u', (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        byte[] hostile = ByteBuffer.allocate(10 + body.length)
                .put(bytes, 0, 10)
                .put(body)
                .array();
        assertMalformedWithoutMemory(Codec.impression(), hostile);
    }

    @Test
    void mapThatClaimsMoreEntriesThanBytesIsMalformedAndNoMemoryIsTakenForIt() {
        byte[] bytes = Codec.interaction().encode(Interaction.of("e", "u", "i", 1f, 0));
        // the count of the context's entries is last: 0 becomes 16,777,216, of which one follows
        byte[] hostile = ByteBuffer.allocate(bytes.length + 7)
                .put(bytes, 0, bytes.length - 1)
                .put(new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80, 0x10, 2, 'k', 2, 'v'})
                .array();
        assertMalformedWithoutMemory(Codec.interaction(), hostile);
    }

    @Test
    void stringThatIsNotUtf8IsMalformedButTheReplacementCharacterItselfIsNot() throws Exception {
        assertThat(reason(Codec.erasure(), withBody(new byte[] {2, 'x', 2, (byte) 0xFF, 2})))
                .isEqualTo(Reason.MALFORMED);
        Erasure replacement = new Erasure("x", "u\uFFFD", 1);
        assertThat(Codec.erasure().decode(Codec.erasure().encode(replacement))).isEqualTo(replacement);
    }

    @Test
    void vectorOfABrokenLengthIsMalformed() {
        Codec<Item> codec = Codec.item();
        byte[] bytes = codec.encode(new Item("i", null, List.of(), true, new float[] {1}, 0));
        // id (2), no title (1), no categories (1), available (1), union branch (1), then the vector's length
        assertThat(bytes[16]).isEqualTo((byte) 8);
        byte[] broken = Arrays.copyOf(bytes, bytes.length - 1);
        broken[16] = 6;
        broken[broken.length - 1] = 0;
        assertThat(reason(codec, broken)).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void valuesTheRecordRefusesAreInvalidAndTheRecordsMessageIsKept() {
        byte[] withoutUser = withBody(new byte[] {2, 'x', 0, 2});
        assertThatThrownBy(() -> Codec.erasure().decode(withoutUser))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining("Erasure: userId is empty")
                .extracting(e -> ((UndecodableRecordException) e).reason())
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void recordOfAnOlderSchemaIsReadWithTheDefaultsOfTheCurrentOne() throws Exception {
        Schema older = new Schema.Parser()
                .parse(
                        """
                {"type": "record", "name": "Interaction", "namespace": "io.freshet.v1", "fields": [
                  {"name": "eventId", "type": "string"},
                  {"name": "itemId", "type": "string"},
                  {"name": "dropped", "type": {"type": "array", "items": "string"}},
                  {"name": "userId", "type": "string"},
                  {"name": "eventTimeMs", "type": "long"}]}
                """);
        GenericData.Record old = new GenericData.Record(older);
        old.put("eventId", "e");
        old.put("itemId", "i");
        old.put("dropped", List.of("a", "b"));
        old.put("userId", "u");
        old.put("eventTimeMs", 7L);
        ByteBuffer encoded = new BinaryMessageEncoder<>(new GenericData(), older).encode(old);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);

        Codec<Interaction> codec = Codec.of(Shapes.interaction(Schemas.current("Interaction")), List.of(older));

        assertThat(codec.decode(bytes)).isEqualTo(Interaction.of("e", "u", "i", 1, 7));
        assertThat(codec.decode(codec.encode(Samples.INTERACTION))).isEqualTo(Samples.INTERACTION);
        assertThat(reason(Codec.interaction(), bytes)).isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void everyEncodingIsAnArrayOfItsOwn() {
        Codec<Erasure> codec = Codec.erasure();
        byte[] first = codec.encode(new Erasure("x", "a", 1));
        byte[] copy = first.clone();
        codec.encode(new Erasure("y", "b", 2));
        assertThat(first).isEqualTo(copy);
    }

    @Test
    void jsonIsOneLineWithoutNullsAndWithShortenedVectors() {
        Item item = new Item("i-1", null, List.of("a", "b"), true, new float[] {1, 2, 3, 4, 5}, 5);
        assertThat(Codec.item().toJson(item))
                .isEqualTo("{\"itemId\":\"i-1\",\"categories\":[\"a\",\"b\"],\"available\":true,"
                        + "\"content\":{\"length\":5,\"first\":[1.0,2.0,3.0,4.0]},\"updatedMs\":5}");
    }

    @Test
    void jsonShowsKeysAsWholeNumbers() {
        assertThat(Codec.itemState().toJson(Samples.ITEM_STATE))
                .endsWith(
                        "\"fadedLogs\":[12.5,0.75],\"neighbours\":{\"keys\":{\"length\":2,\"first\":[-3,7]},"
                                + "\"weights\":{\"length\":2,\"first\":[0.5,2.25]},\"missing\":0.125},\"features\":[1,0,2,1700000000000,-5]}");
    }

    @Test
    void jsonEscapesWhatWouldEndAStringOrALine() {
        Control control = new Control("k", "a\"b\\c\nd\u0000\u2028", 0, 0);
        assertThat(Codec.control().toJson(control)).contains("\"payload\":\"a\\\"b\\\\c\\nd\\u0000\\u2028\"");
    }

    @Test
    void jsonShowsNestedRecordsAndMaps() {
        assertThat(Codec.recommendations().toJson(Samples.RECOMMENDATIONS))
                .contains("\"features\":{\"age\":0.25,\"dot\":1.5}},{\"itemId\":\"i-2\"")
                .endsWith("\"features\":{}}]}");
    }

    private static void assertMalformedWithoutMemory(Codec<?> codec, byte[] hostile) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Reason reason = reason(codec, hostile);
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(reason).isEqualTo(Reason.MALFORMED);
        assertThat(taken).isLessThan(MEGABYTE);
    }

    private static byte[] withBody(byte[] body) {
        return ByteBuffer.allocate(10 + body.length)
                .put(AN_ERASURE, 0, 10)
                .put(body)
                .array();
    }

    private static Reason reason(Codec<?> codec, byte @Nullable [] bytes) {
        try {
            throw new AssertionError("decoded to " + codec.decode(bytes));
        } catch (UndecodableRecordException e) {
            return e.reason();
        }
    }
}
