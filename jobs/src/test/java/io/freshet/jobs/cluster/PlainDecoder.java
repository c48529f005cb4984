package io.freshet.jobs.cluster;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Tells good interactions from bad ones with Avro's plain reader, beside the codec that is on trial. For one thread. */
final class PlainDecoder {
    private static final int HEADER_BYTES = 10;

    private final byte[] header;
    private final GenericDatumReader<GenericRecord> reader;

    PlainDecoder() {
        Codec<Interaction> codec = Codec.interaction();
        header = Arrays.copyOf(codec.encode(Interaction.of("e", "u", "i", 1f, 0)), HEADER_BYTES);
        Schema schema = new Schema.Parser().parse(codec.schemaJson());
        reader = new GenericDatumReader<>(schema, schema, new ModestMaps());
        reader.getData().setFastReaderEnabled(false);
    }

    /** The interaction, or null if these bytes are not exactly one whose fields are within their limits. */
    @Nullable
    Interaction decode(byte[] value) {
        if (value.length < HEADER_BYTES || !Arrays.equals(value, 0, HEADER_BYTES, header, 0, HEADER_BYTES)) {
            return null;
        }
        BinaryDecoder in = DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
        try {
            GenericRecord record = reader.read(null, in);
            return in.isEnd() ? interaction(record) : null;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static Interaction interaction(GenericRecord record) throws CharacterCodingException {
        Map<String, String> context = new HashMap<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) record.get("context")).entrySet()) {
            context.put(text(entry.getKey()), text(entry.getValue()));
        }
        return new Interaction(
                text(record.get("eventId")),
                text(record.get("userId")),
                text(record.get("itemId")),
                text(record.get("type")),
                (float) record.get("weight"),
                (long) record.get("eventTimeMs"),
                optional(record.get("sessionId")),
                optional(record.get("recommendationId")),
                context);
    }

    /** Strictly: bytes that are no UTF-8 are no text. */
    private static String text(Object value) throws CharacterCodingException {
        Utf8 utf8 = (Utf8) value;
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(utf8.getBytes(), 0, utf8.getByteLength()))
                .toString();
    }

    private static @Nullable String optional(@Nullable Object value) throws CharacterCodingException {
        return value == null ? null : text(value);
    }

    /** Takes no memory for entries that are only claimed. */
    private static final class ModestMaps extends GenericData {
        @Override
        public Object newMap(Object old, int size) {
            return new HashMap<>();
        }
    }
}
