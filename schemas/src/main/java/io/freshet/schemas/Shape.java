package io.freshet.schemas;

import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * How a Java record and the Avro record of its current schema become each other; fields are addressed by position,
 * which is the same in both.
 */
record Shape<T>(Schema schema, Function<T, @Nullable Object[]> values, Function<Fields, T> read) {

    GenericRecord toAvro(T record) {
        return toAvro(schema, values.apply(record));
    }

    static GenericRecord toAvro(Schema schema, @Nullable Object... values) {
        GenericData.Record out = new GenericData.Record(schema);
        for (int i = 0; i < values.length; i++) {
            out.put(i, values[i]);
        }
        return out;
    }
}
