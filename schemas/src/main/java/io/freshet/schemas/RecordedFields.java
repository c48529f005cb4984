package io.freshet.schemas;

import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where the facts of a recorded stream are in the records of one schema.
 *
 * @param eventId position of the field; negative if there is none
 * @param value position of the field; negative if there is none
 * @param type position of the field; negative if there is none of text
 * @param list position of the field of the list that the event came from; negative if there is none of text
 * @param perMs units of time in a millisecond
 */
record RecordedFields(int eventId, int user, int item, int time, int value, int type, int list, long perMs) {
    private static final Set<Schema.Type> IDS = Set.of(Schema.Type.STRING, Schema.Type.INT, Schema.Type.LONG);
    private static final Set<Schema.Type> TIMES = Set.of(Schema.Type.LONG);
    private static final Set<Schema.Type> NUMBERS =
            Set.of(Schema.Type.INT, Schema.Type.LONG, Schema.Type.FLOAT, Schema.Type.DOUBLE);

    /** @throws IllegalArgumentException if a field is missing or of another type */
    static RecordedFields of(Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException("holds " + schema.getType().getName() + "s: give a file of records");
        }
        return schema.getField("eventId") != null && schema.getField("userId") != null
                ? of(schema, "eventId", "userId", "itemId", "eventTimeMs", "weight")
                : of(schema, "", "user", "item", "timestamp_ms", "value");
    }

    private static RecordedFields of(
            Schema schema, String eventId, String user, String item, String time, String value) {
        return new RecordedFields(
                eventId.isEmpty() ? -1 : required(schema, eventId, IDS).pos(),
                required(schema, user, IDS).pos(),
                required(schema, item, IDS).pos(),
                required(schema, time, TIMES).pos(),
                schema.getField(value) == null
                        ? -1
                        : required(schema, value, NUMBERS).pos(),
                optionalText(schema, "type"),
                optionalText(schema, eventId.isEmpty() ? "recommendation" : "recommendationId"),
                perMs(schema.getField(time)));
    }

    private static Schema.Field required(Schema schema, String name, Set<Schema.Type> types) {
        Schema.Field field = schema.getField(name);
        if (field == null) {
            throw new IllegalArgumentException("has records " + schema.getName() + " without a field '" + name
                    + "': give Interactions, or the fields user, item, timestamp_ms and perhaps value");
        }
        if (!types.contains(type(field).getType())) {
            throw new IllegalArgumentException("has a field '" + name + "' of type "
                    + type(field).getType().getName() + ": give it as "
                    + String.join(
                            ", ",
                            types.stream().map(Schema.Type::getName).sorted().toList()));
        }
        return field;
    }

    /** A field of another type is somebody's own, and passed over like all others. */
    private static int optionalText(Schema schema, String name) {
        Schema.Field field = schema.getField(name);
        return field == null || type(field).getType() != Schema.Type.STRING ? -1 : field.pos();
    }

    /** That of the values that are not null. */
    private static Schema type(Schema.Field field) {
        Schema schema = field.schema();
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .findFirst()
                .orElse(schema);
    }

    private static long perMs(Schema.Field time) {
        LogicalType unit = type(time).getLogicalType();
        String name = unit == null ? "" : unit.getName();
        return name.endsWith("-micros") ? 1_000 : name.endsWith("-nanos") ? 1_000_000 : 1;
    }

    boolean hasValue() {
        return value >= 0;
    }

    RecordedRow row(GenericRecord record) {
        return new RecordedRow(
                text(record, eventId),
                text(record, user),
                text(record, item),
                time(record),
                number(record),
                text(record, type),
                text(record, list));
    }

    private static @Nullable String text(GenericRecord record, int field) {
        Object found = field < 0 ? null : record.get(field);
        return found == null ? null : found.toString();
    }

    private @Nullable Long time(GenericRecord record) {
        return record.get(time) instanceof Long found ? Math.floorDiv(found, perMs) : null;
    }

    private @Nullable Double number(GenericRecord record) {
        Object found = value < 0 ? null : record.get(value);
        if (found instanceof Float narrow) {
            // widened 0.7f would be less than the 0.7 that a person asks for
            return Double.valueOf(narrow.toString());
        }
        return found instanceof Number number ? number.doubleValue() : null;
    }
}
