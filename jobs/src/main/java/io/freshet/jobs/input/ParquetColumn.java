package io.freshet.jobs.input;

import java.nio.ByteOrder;
import java.util.Set;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** One column, read value by value through all row groups. */
final class ParquetColumn {
    private static final Set<PrimitiveTypeName> IDS =
            Set.of(PrimitiveTypeName.BINARY, PrimitiveTypeName.INT32, PrimitiveTypeName.INT64);
    private static final Set<PrimitiveTypeName> TIMES = Set.of(PrimitiveTypeName.INT64, PrimitiveTypeName.INT96);
    private static final Set<PrimitiveTypeName> NUMBERS =
            Set.of(PrimitiveTypeName.INT32, PrimitiveTypeName.INT64, PrimitiveTypeName.FLOAT, PrimitiveTypeName.DOUBLE);
    private static final long JULIAN_DAY_OF_1970 = 2_440_588;
    private static final long MS_A_DAY = 86_400_000;
    private static final long NANOS_A_MS = 1_000_000;

    private final ColumnDescriptor column;
    private @Nullable ColumnReader reader;

    private ParquetColumn(ColumnDescriptor column) {
        this.column = column;
    }

    static ParquetColumn id(MessageType schema, String name) throws DamagedRowException {
        return of(schema, name, IDS, "text or whole numbers");
    }

    static ParquetColumn time(MessageType schema, String name) throws DamagedRowException {
        return of(schema, name, TIMES, "64-bit milliseconds or a timestamp");
    }

    static ParquetColumn number(MessageType schema, String name) throws DamagedRowException {
        return of(schema, name, NUMBERS, "a double, a float or whole numbers");
    }

    private static ParquetColumn of(MessageType schema, String name, Set<PrimitiveTypeName> types, String wanted)
            throws DamagedRowException {
        if (!schema.containsField(name)) {
            throw new DamagedRowException("has no column '" + name
                    + "': give a file with the columns user, item, timestamp_ms and perhaps value");
        }
        Type type = schema.getType(name);
        if (!type.isPrimitive()
                || type.isRepetition(Type.Repetition.REPEATED)
                || !types.contains(type.asPrimitiveType().getPrimitiveTypeName())
                || isOfAnotherKind(type.getLogicalTypeAnnotation(), types == TIMES)) {
            throw new DamagedRowException("has the column '" + type + "': give it as " + wanted);
        }
        return new ParquetColumn(schema.getColumnDescription(new String[] {name}));
    }

    static boolean isText(Type type) {
        return type.isPrimitive()
                && !type.isRepetition(Type.Repetition.REPEATED)
                && type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY
                && !(type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation);
    }

    private static boolean isOfAnotherKind(@Nullable LogicalTypeAnnotation meaning, boolean time) {
        return meaning instanceof DecimalLogicalTypeAnnotation
                || meaning instanceof DateLogicalTypeAnnotation
                || meaning instanceof TimeLogicalTypeAnnotation
                || (meaning instanceof TimestampLogicalTypeAnnotation && !time);
    }

    /** Goes on with the values of another row group. */
    void readFrom(ColumnReadStore columns) {
        reader = columns.getColumnReader(column);
    }

    /** The next value as text, null where there is none. */
    @Nullable
    String text() {
        return next(values -> switch (type().getPrimitiveTypeName()) {
            case BINARY -> values.getBinary().toStringUsingUTF8();
            case INT32 -> Integer.toString(values.getInteger());
            default -> Long.toString(values.getLong());
        });
    }

    /** The next value as milliseconds since 1970, null where there is none. */
    @Nullable
    Long millis() {
        return next(values -> type().getPrimitiveTypeName() == PrimitiveTypeName.INT96
                ? ofJulianDay(values.getBinary())
                : Math.floorDiv(values.getLong(), unitsAMs()));
    }

    /** The next value as a number, null where there is none. */
    @Nullable
    Double number() {
        return next(values -> switch (type().getPrimitiveTypeName()) {
            case INT32 -> (double) values.getInteger();
            case INT64 -> (double) values.getLong();
            // widened 0.7f would be less than the 0.7 that a person asks for
            case FLOAT -> Double.parseDouble(Float.toString(values.getFloat()));
            default -> values.getDouble();
        });
    }

    private <T> @Nullable T next(Function<ColumnReader, T> read) {
        ColumnReader values = reader;
        if (values == null) {
            throw new IllegalStateException("no row group is open");
        }
        boolean present = values.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel();
        T value = present ? read.apply(values) : null;
        values.consume();
        return value;
    }

    private PrimitiveType type() {
        return column.getPrimitiveType();
    }

    private long unitsAMs() {
        if (!(type().getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp)) {
            return 1;
        }
        return timestamp.getUnit() == TimeUnit.NANOS ? NANOS_A_MS : timestamp.getUnit() == TimeUnit.MICROS ? 1_000 : 1;
    }

    /** As Impala and older Spark write it: nanoseconds of the day, then the Julian day. */
    private static long ofJulianDay(Binary value) {
        var bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanosOfDay = bytes.getLong();
        return (bytes.getInt() - JULIAN_DAY_OF_1970) * MS_A_DAY + Math.floorDiv(nanosOfDay, NANOS_A_MS);
    }
}
