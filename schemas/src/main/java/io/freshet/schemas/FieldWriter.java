package io.freshet.schemas;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of a record in the order of its schema, straight into the bytes. One thread. A union is null and something
 * else, in this order.
 */
final class FieldWriter {
    private final BinaryEncoder out;

    FieldWriter(BinaryEncoder out) {
        this.out = out;
    }

    /** Writes all fields of one kind of record. */
    @FunctionalInterface
    interface Of<T> {
        void write(T record, FieldWriter out) throws IOException;
    }

    FieldWriter string(String value) throws IOException {
        out.writeString(value);
        return this;
    }

    FieldWriter optionalString(@Nullable String value) throws IOException {
        present(value != null);
        return value == null ? this : string(value);
    }

    FieldWriter truth(boolean value) throws IOException {
        out.writeBoolean(value);
        return this;
    }

    FieldWriter int32(int value) throws IOException {
        out.writeInt(value);
        return this;
    }

    FieldWriter int64(long value) throws IOException {
        out.writeLong(value);
        return this;
    }

    FieldWriter float32(float value) throws IOException {
        out.writeFloat(value);
        return this;
    }

    FieldWriter floats(float @Nullable [] values) throws IOException {
        present(values != null);
        return values == null ? this : requiredFloats(values);
    }

    FieldWriter requiredFloats(float[] values) throws IOException {
        bytes(Floats.toBytes(values));
        return this;
    }

    FieldWriter longs(long[] values) throws IOException {
        bytes(Floats.toBytes(values));
        return this;
    }

    /** An array of longs, of which a small one takes few bytes. */
    FieldWriter optionalVarints(long @Nullable [] values) throws IOException {
        present(values != null);
        if (values == null) {
            return this;
        }
        out.writeArrayStart();
        out.setItemCount(values.length);
        for (long value : values) {
            out.startItem();
            out.writeLong(value);
        }
        out.writeArrayEnd();
        return this;
    }

    FieldWriter doubles(List<Double> values) throws IOException {
        return list(values, (value, to) -> to.out.writeDouble(value));
    }

    FieldWriter strings(List<String> values) throws IOException {
        return list(values, (value, to) -> to.string(value));
    }

    FieldWriter stringsByName(Map<String, String> values) throws IOException {
        return map(values, (value, to) -> to.string(value));
    }

    FieldWriter floatsByName(Map<String, Float> values) throws IOException {
        return map(values, (value, to) -> to.float32(value));
    }

    <T> FieldWriter nested(T value, Of<T> fields) throws IOException {
        fields.write(value, this);
        return this;
    }

    <T> FieldWriter optionalNested(@Nullable T value, Of<T> fields) throws IOException {
        present(value != null);
        return value == null ? this : nested(value, fields);
    }

    <T> FieldWriter list(List<T> values, Of<T> element) throws IOException {
        out.writeArrayStart();
        out.setItemCount(values.size());
        for (T value : values) {
            out.startItem();
            element.write(value, this);
        }
        out.writeArrayEnd();
        return this;
    }

    private <T> FieldWriter map(Map<String, T> values, Of<T> element) throws IOException {
        out.writeMapStart();
        out.setItemCount(values.size());
        for (Map.Entry<String, T> entry : values.entrySet()) {
            out.startItem();
            out.writeString(entry.getKey());
            element.write(entry.getValue(), this);
        }
        out.writeMapEnd();
        return this;
    }

    private void present(boolean is) throws IOException {
        out.writeIndex(is ? 1 : 0);
    }

    private void bytes(byte[] bytes) throws IOException {
        out.writeBytes(bytes, 0, bytes.length);
    }
}
