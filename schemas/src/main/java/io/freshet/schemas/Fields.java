package io.freshet.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** The fields of a decoded Avro record by position, as the types the records want. */
final class Fields {
    private static final char REPLACEMENT = '\uFFFD';

    private final IndexedRecord record;

    Fields(IndexedRecord record) {
        this.record = record;
    }

    String string(int field) {
        return text(at(field));
    }

    @Nullable
    String optionalString(int field) {
        Object value = record.get(field);
        return value == null ? null : text(value);
    }

    boolean truth(int field) {
        return (Boolean) at(field);
    }

    int int32(int field) {
        return (Integer) at(field);
    }

    long int64(int field) {
        return (Long) at(field);
    }

    float float32(int field) {
        return (Float) at(field);
    }

    float @Nullable [] floats(int field) {
        Object value = record.get(field);
        return value == null ? null : Floats.fromBytes((ByteBuffer) value);
    }

    float[] requiredFloats(int field) {
        return Floats.fromBytes((ByteBuffer) at(field));
    }

    long[] longs(int field) {
        return Floats.longsFromBytes((ByteBuffer) at(field));
    }

    List<Double> doubles(int field) {
        return list((List<?>) at(field), Double.class::cast);
    }

    List<String> strings(int field) {
        return list((List<?>) at(field), Fields::text);
    }

    Map<String, String> stringsByName(int field) {
        return map((Map<?, ?>) at(field), Fields::text);
    }

    Map<String, Float> floatsByName(int field) {
        return map((Map<?, ?>) at(field), Float.class::cast);
    }

    Fields nested(int field) {
        return new Fields((IndexedRecord) at(field));
    }

    <T> @Nullable T optionalNested(int field, Function<Fields, T> read) {
        Object value = record.get(field);
        return value == null ? null : read.apply(new Fields((IndexedRecord) value));
    }

    <T> List<T> nestedList(int field, Function<Fields, T> read) {
        return list((List<?>) at(field), value -> read.apply(new Fields((IndexedRecord) value)));
    }

    private Object at(int field) {
        Object value = record.get(field);
        if (value == null) {
            throw new AvroRuntimeException("field " + field + " is null, its schema does not allow that");
        }
        return value;
    }

    private static <T> List<T> list(List<?> values, Function<Object, T> read) {
        if (values.isEmpty()) {
            return List.of();
        }
        List<T> out = new ArrayList<>(values.size());
        for (Object value : values) {
            out.add(read.apply(value));
        }
        return out;
    }

    private static <T> Map<String, T> map(Map<?, ?> values, Function<Object, T> read) {
        if (values.isEmpty()) {
            return Map.of();
        }
        Map<String, T> out = new LinkedHashMap<>();
        values.forEach((name, value) -> out.put(text(name), read.apply(value)));
        return out;
    }

    /** Java replaces malformed UTF-8 silently, which would let two ids become one. */
    private static String text(Object value) {
        Utf8 utf8 = (Utf8) value;
        String text = new String(utf8.getBytes(), 0, utf8.getByteLength(), StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : strictly(utf8);
    }

    private static String strictly(Utf8 utf8) {
        ByteBuffer bytes = ByteBuffer.wrap(utf8.getBytes(), 0, utf8.getByteLength());
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new AvroRuntimeException("a string is not UTF-8", e);
        }
    }
}
