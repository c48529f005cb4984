package io.freshet.jobs.export;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Texts and the time are always there; label and features are doubles that may be missing. */
final class ParquetSchema {
    private ParquetSchema() {}

    static MessageType of(List<String> features) {
        List<Type> columns = new ArrayList<>();
        columns.add(text(Columns.EVENT_ID));
        columns.add(text(Columns.USER));
        columns.add(text(Columns.ITEM));
        columns.add(Types.required(PrimitiveTypeName.INT64).named(Columns.TIMESTAMP));
        columns.add(text(Columns.TYPE));
        columns.add(number(Columns.LABEL));
        features.forEach(feature -> columns.add(number(feature)));
        return new MessageType("training_set", columns);
    }

    private static Type text(String name) {
        return Types.required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(name);
    }

    private static Type number(String name) {
        return Types.optional(PrimitiveTypeName.DOUBLE).named(name);
    }
}
