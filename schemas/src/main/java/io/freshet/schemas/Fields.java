package io.freshet.schemas;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record by position, as the types the records want. Each is read once and in order, since they may come
 * straight from the bytes; what fails there is an {@link java.io.UncheckedIOException}.
 */
sealed interface Fields permits RecordFields, StreamFields {
    String string(int field);

    @Nullable
    String optionalString(int field);

    boolean truth(int field);

    int int32(int field);

    long int64(int field);

    float float32(int field);

    float @Nullable [] floats(int field);

    float[] requiredFloats(int field);

    long[] longs(int field);

    /** An array of longs. */
    long @Nullable [] optionalVarints(int field);

    List<Double> doubles(int field);

    List<String> strings(int field);

    Map<String, String> stringsByName(int field);

    Map<String, Float> floatsByName(int field);

    <T> T nested(int field, Function<Fields, T> read);

    <T> @Nullable T optionalNested(int field, Function<Fields, T> read);

    <T> List<T> nestedList(int field, Function<Fields, T> read);
}
