package io.freshet.schemas;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** The fields of a record that Avro has decoded, which may have been written with an older schema. */
final class RecordFields implements Fields {
    private final IndexedRecord record;

    RecordFields(IndexedRecord record) {
        this.record = record;
    }

    @Override
    public String string(int field) {
        return Utf8Text.of(at(field));
    }

    @Override
    public @Nullable String optionalString(int field) {
        Object value = record.get(field);
        return value == null ? null : Utf8Text.of(value);
    }

    @Override
    public boolean truth(int field) {
        return (Boolean) at(field);
    }

    @Override
    public int int32(int field) {
        return (Integer) at(field);
    }

    @Override
    public long int64(int field) {
        return (Long) at(field);
    }

    @Override
    public float float32(int field) {
        return (Float) at(field);
    }

    @Override
    public float @Nullable [] floats(int field) {
        Object value = record.get(field);
        return value == null ? null : Floats.fromBytes((ByteBuffer) value);
    }

    @Override
    public float[] requiredFloats(int field) {
        return Floats.fromBytes((ByteBuffer) at(field));
    }

    @Override
    public long[] longs(int field) {
        return Floats.longsFromBytes((ByteBuffer) at(field));
    }

    @Override
    public long @Nullable [] optionalVarints(int field) {
        List<?> values = (List<?>) record.get(field);
        return values == null
                ? null
                : values.stream().mapToLong(Long.class::cast).toArray();
    }

    @Override
    public List<Double> doubles(int field) {
        return list((List<?>) at(field), Double.class::cast);
    }

    @Override
    public List<String> strings(int field) {
        return list((List<?>) at(field), Utf8Text::of);
    }

    @Override
    public Map<String, String> stringsByName(int field) {
        return map((Map<?, ?>) at(field), Utf8Text::of);
    }

    @Override
    public Map<String, Float> floatsByName(int field) {
        return map((Map<?, ?>) at(field), Float.class::cast);
    }

    @Override
    public <T> T nested(int field, Function<Fields, T> read) {
        return read.apply(new RecordFields((IndexedRecord) at(field)));
    }

    @Override
    public <T> @Nullable T optionalNested(int field, Function<Fields, T> read) {
        Object value = record.get(field);
        return value == null ? null : read.apply(new RecordFields((IndexedRecord) value));
    }

    @Override
    public <T> List<T> nestedList(int field, Function<Fields, T> read) {
        return list((List<?>) at(field), value -> read.apply(new RecordFields((IndexedRecord) value)));
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
        values.forEach((name, value) -> out.put(Utf8Text.of(name), read.apply(value)));
        return out;
    }
}
