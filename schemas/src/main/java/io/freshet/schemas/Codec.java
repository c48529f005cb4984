package io.freshet.schemas;

import io.freshet.schemas.UndecodableRecordException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Turns one kind of record into bytes and back, in Avro's single-object encoding (C3 01, the schema's CRC-64-AVRO
 * fingerprint little-endian, the binary record).
 *
 * <p>Not thread safe: it owns buffers, so each thread or operator makes its own, where it opens. Making one reads the
 * schemas and takes milliseconds; encoding or decoding an {@link Interaction} takes well under a microsecond. Records of
 * the current schema go past Avro's generic records, those of older ones through them.
 */
public final class Codec<T> {
    private static final byte MARKER_0 = (byte) 0xC3;
    private static final byte MARKER_1 = 0x01;
    private static final int HEADER_BYTES = 10;
    private static final VarHandle LONG_LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Shape<T> shape;
    private final String schemaJson;
    private final long fingerprint;
    private final byte[] header;
    private final DatumReader<GenericRecord> currentReader;
    private final Map<Long, DatumReader<GenericRecord>> readers = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private @Nullable BinaryEncoder encoder;

    private Codec(Shape<T> shape, Iterable<Schema> writerSchemas) {
        GenericData data = new OrderedMaps();
        data.setFastReaderEnabled(true);
        this.shape = shape;
        this.schemaJson = shape.schema().toString(true);
        this.fingerprint = fingerprint(shape.schema());
        this.header = header(fingerprint);
        this.currentReader = new GenericDatumReader<>(shape.schema(), shape.schema(), data);
        for (Schema released : writerSchemas) {
            readers.put(fingerprint(released), new GenericDatumReader<>(released, shape.schema(), data));
        }
        readers.put(fingerprint, currentReader);
    }

    public static Codec<Interaction> interaction() {
        return of("Interaction", Shapes::interaction);
    }

    public static Codec<Item> item() {
        return of("Item", Shapes::item);
    }

    public static Codec<RecommendationRequest> recommendationRequest() {
        return of("RecommendationRequest", Shapes::recommendationRequest);
    }

    public static Codec<Recommendations> recommendations() {
        return of("Recommendations", Shapes::recommendations);
    }

    public static Codec<ItemState> itemState() {
        return of("ItemState", Shapes::itemState);
    }

    public static Codec<Evaluation> evaluation() {
        return of("Evaluation", Shapes::evaluation);
    }

    public static Codec<Erasure> erasure() {
        return of("Erasure", Shapes::erasure);
    }

    public static Codec<ErasureReceipt> erasureReceipt() {
        return of("ErasureReceipt", Shapes::erasureReceipt);
    }

    public static Codec<Control> control() {
        return of("Control", Shapes::control);
    }

    public static Codec<Impression> impression() {
        return of("Impression", Shapes::impression);
    }

    /** A codec that writes {@code shape} and reads it from any of the given older schemas. */
    static <T> Codec<T> of(Shape<T> shape, Iterable<Schema> writerSchemas) {
        return new Codec<>(shape, writerSchemas);
    }

    private static <T> Codec<T> of(String name, Function<Schema, Shape<T>> shape) {
        return of(shape.apply(Schemas.current(name)), Schemas.released(name));
    }

    /** The record's name, as in {@link Schemas#names()}. */
    public String name() {
        return shape.schema().getName();
    }

    /** The current schema as JSON. */
    public String schemaJson() {
        return schemaJson;
    }

    /** CRC-64-AVRO of the current schema. */
    public long fingerprint() {
        return fingerprint;
    }

    /** The record as bytes, in an array of the caller's own. */
    public byte[] encode(T record) {
        try {
            return bytes(record);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /**
     * The record in {@code bytes}, which may have been written with the current or any released schema.
     *
     * <p>A bad record leaves nothing behind: the next call works as if it had not been. A tombstone (null) is no
     * record; whoever reads a compacted topic must look for it first.
     *
     * @throws UndecodableRecordException if it is not exactly one valid record; nothing else is thrown
     */
    public T decode(byte @Nullable [] bytes) throws UndecodableRecordException {
        if (bytes == null || bytes.length < HEADER_BYTES || bytes[0] != MARKER_0 || bytes[1] != MARKER_1) {
            throw undecodable(Reason.NOT_AVRO, notAvro(bytes), null);
        }
        long writerFingerprint = fingerprintIn(bytes);
        try {
            return writerFingerprint == fingerprint ? current(bytes) : released(reader(writerFingerprint), bytes);
        } catch (IllegalArgumentException e) {
            throw undecodable(Reason.INVALID, String.valueOf(e.getMessage()), e);
        } catch (IOException | RuntimeException e) {
            throw undecodable(Reason.MALFORMED, "the bytes do not follow their schema: " + e, e);
        }
    }

    /**
     * The record as one line of JSON for people: nulls are left out, a vector shows its length and its first values.
     */
    public String toJson(T record) {
        return JsonLine.of(toAvro(record));
    }

    /** The record as Avro's own reader sees it. */
    GenericRecord toAvro(T record) {
        byte[] bytes = encode(record);
        try {
            return currentReader.read(null, decoder(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private byte[] bytes(T record) throws IOException {
        // an encoder that a failed call left half full empties itself here, before the reset
        encoder = EncoderFactory.get().binaryEncoder(out, encoder);
        out.reset();
        out.write(header, 0, HEADER_BYTES);
        shape.write().write(record, new FieldWriter(encoder));
        encoder.flush();
        return out.toByteArray();
    }

    private T current(byte[] bytes) throws IOException, UndecodableRecordException {
        BinaryDecoder decoder = decoder(bytes);
        T record = shape.read().apply(new StreamFields(decoder));
        requireEnd(decoder, bytes);
        return record;
    }

    private T released(DatumReader<GenericRecord> reader, byte[] bytes) throws IOException, UndecodableRecordException {
        BinaryDecoder decoder = decoder(bytes);
        GenericRecord record = reader.read(null, decoder);
        requireEnd(decoder, bytes);
        return shape.read().apply(new RecordFields(record));
    }

    private DatumReader<GenericRecord> reader(long writerFingerprint) throws UndecodableRecordException {
        DatumReader<GenericRecord> reader = readers.get(writerFingerprint);
        if (reader == null) {
            String what = String.format(
                    "no released schema has the fingerprint %016x (current: %016x); upgrade this program or correct the"
                            + " producer's schema",
                    writerFingerprint, fingerprint);
            throw undecodable(Reason.UNKNOWN_SCHEMA, what, null);
        }
        return reader;
    }

    /** Of its own for every record: a shared one keeps state after a bad record (FLINK-31951). */
    private static BinaryDecoder decoder(byte[] bytes) {
        return DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
    }

    private void requireEnd(BinaryDecoder decoder, byte[] bytes) throws IOException, UndecodableRecordException {
        if (!decoder.isEnd()) {
            throw undecodable(
                    Reason.TRAILING_BYTES,
                    decoder.remainingBytes() + " of " + bytes.length + " bytes are left over; send one record only",
                    null);
        }
    }

    private UndecodableRecordException undecodable(Reason reason, String what, @Nullable Throwable cause) {
        return new UndecodableRecordException(reason, name() + ": " + what, cause);
    }

    private static String notAvro(byte @Nullable [] bytes) {
        String found = bytes == null
                ? "there is no value"
                : "the value has " + bytes.length + " bytes and begins with " + start(bytes);
        return found + ", expected is Avro's single-object encoding: C3 01, 8 bytes of fingerprint, the record";
    }

    private static String start(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes, 0, Math.min(bytes.length, 4));
    }

    private static byte[] header(long fingerprint) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER_0)
                .put(MARKER_1)
                .putLong(fingerprint)
                .array();
    }

    private static long fingerprintIn(byte[] bytes) {
        return (long) LONG_LITTLE_ENDIAN.get(bytes, 2);
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    /** Maps stay in the order in which they were written. */
    private static final class OrderedMaps extends GenericData {
        @Override
        public Object newMap(Object old, int size) {
            return new LinkedHashMap<>();
        }
    }
}
