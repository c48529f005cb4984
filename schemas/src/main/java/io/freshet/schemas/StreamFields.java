package io.freshet.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record of the current schema straight from its bytes: no Avro record, no box of a number and no resolution
 * of schemas stands in between, which takes most of the time of decoding. One record; one thread.
 *
 * <p>Positions are not looked at: fields come in the order of the schema, which a test compares to that of the records. A
 * union is null and something else, in this order.
 */
final class StreamFields implements Fields {
    private final BinaryDecoder in;

    StreamFields(BinaryDecoder in) {
        this.in = in;
    }

    @FunctionalInterface
    private interface Read<T> {
        T read() throws IOException;
    }

    @Override
    public String string(int field) {
        return checked(this::text);
    }

    @Override
    public @Nullable String optionalString(int field) {
        return isPresent() ? checked(this::text) : null;
    }

    @Override
    public boolean truth(int field) {
        try {
            return in.readBoolean();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int int32(int field) {
        try {
            return in.readInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long int64(int field) {
        try {
            return in.readLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public float float32(int field) {
        try {
            return in.readFloat();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public float @Nullable [] floats(int field) {
        return isPresent() ? requiredFloats(field) : null;
    }

    @Override
    public float[] requiredFloats(int field) {
        return checked(() -> Floats.fromBytes(in.readBytes(null)));
    }

    @Override
    public long[] longs(int field) {
        return checked(() -> Floats.longsFromBytes(in.readBytes(null)));
    }

    @Override
    public long @Nullable [] optionalVarints(int field) {
        return isPresent() ? checked(this::varints) : null;
    }

    @Override
    public List<Double> doubles(int field) {
        return list(in::readDouble);
    }

    @Override
    public List<String> strings(int field) {
        return list(this::text);
    }

    @Override
    public Map<String, String> stringsByName(int field) {
        return map(this::text);
    }

    @Override
    public Map<String, Float> floatsByName(int field) {
        return map(in::readFloat);
    }

    @Override
    public <T> T nested(int field, Function<Fields, T> read) {
        return read.apply(this);
    }

    @Override
    public <T> @Nullable T optionalNested(int field, Function<Fields, T> read) {
        return isPresent() ? read.apply(this) : null;
    }

    @Override
    public <T> List<T> nestedList(int field, Function<Fields, T> read) {
        return list(() -> read.apply(this));
    }

    /** No memory is taken for values that are only claimed, as in {@link #list}. */
    private long[] varints() throws IOException {
        long[] values = new long[16];
        int size = 0;
        for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
            for (long i = 0; i < block; i++) {
                if (size == values.length) {
                    values = Arrays.copyOf(values, 2 * size);
                }
                values[size++] = in.readLong();
            }
        }
        return Arrays.copyOf(values, size);
    }

    private String text() throws IOException {
        return Utf8Text.of(in.readString(null));
    }

    private boolean isPresent() {
        int branch = int32(0);
        if (branch != 0 && branch != 1) {
            throw new AvroRuntimeException("branch " + branch + " of a union of two");
        }
        return branch == 1;
    }

    /** No memory is taken for elements that are only claimed: each takes a byte at least. */
    private <T> List<T> list(Read<T> element) {
        return checked(() -> {
            long block = in.readArrayStart();
            if (block == 0) {
                return List.of();
            }
            List<T> out = new ArrayList<>();
            for (; block != 0; block = in.arrayNext()) {
                for (long i = 0; i < block; i++) {
                    out.add(element.read());
                }
            }
            return out;
        });
    }

    private <T> Map<String, T> map(Read<T> value) {
        return checked(() -> {
            long block = in.readMapStart();
            if (block == 0) {
                return Map.of();
            }
            Map<String, T> out = new LinkedHashMap<>();
            for (; block != 0; block = in.mapNext()) {
                for (long i = 0; i < block; i++) {
                    out.put(text(), value.read());
                }
            }
            return out;
        });
    }

    private static <T> T checked(Read<T> read) {
        try {
            return read.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
