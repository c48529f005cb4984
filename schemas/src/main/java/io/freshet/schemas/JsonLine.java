package io.freshet.schemas;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record as one line of JSON for people and for jq: nulls are left out, and a vector shows its length and its
 * first {@value #SHOWN} values, as {@code {"length":64,"first":[0.1,0.2,0.3,0.4]}}.
 */
final class JsonLine {
    private static final int SHOWN = 4;

    private final StringBuilder out = new StringBuilder();
    private boolean first;

    private JsonLine() {}

    static String of(IndexedRecord record) {
        JsonLine line = new JsonLine();
        line.record(record);
        return line.out.toString();
    }

    private void value(@Nullable Object value) {
        if (value instanceof IndexedRecord record) {
            record(record);
        } else if (value instanceof Collection<?> list) {
            list(list);
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof ByteBuffer bytes) {
            float[] floats = Floats.fromBytes(bytes);
            vector(floats.length, i -> floats[i]);
        } else if (value instanceof Longs longs) {
            long[] values = Floats.longsFromBytes(longs.bytes());
            vector(values.length, i -> values[i]);
        } else if (value instanceof CharSequence text) {
            text(text);
        } else {
            out.append(value);
        }
    }

    private void record(IndexedRecord record) {
        open('{');
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (value != null) {
                member(field.name(), holdsLongs(field) ? new Longs((ByteBuffer) value) : value);
            }
        }
        close('}');
    }

    private void map(Map<?, ?> map) {
        open('{');
        map.forEach((name, value) -> member(String.valueOf(name), value));
        close('}');
    }

    private void list(Collection<?> list) {
        open('[');
        list.forEach(this::element);
        close(']');
    }

    private void vector(int length, IntFunction<?> values) {
        open('{');
        member("length", length);
        comma();
        text("first");
        out.append(':');
        open('[');
        for (int i = 0; i < Math.min(length, SHOWN); i++) {
            element(values.apply(i));
        }
        close(']');
        close('}');
    }

    private static boolean holdsLongs(Schema.Field field) {
        return "int64".equals(field.schema().getProp("holds"));
    }

    private void member(String name, @Nullable Object value) {
        comma();
        text(name);
        out.append(':');
        value(value);
    }

    private void element(@Nullable Object value) {
        comma();
        value(value);
    }

    private void open(char bracket) {
        out.append(bracket);
        first = true;
    }

    private void close(char bracket) {
        out.append(bracket);
        first = false;
    }

    private void comma() {
        if (!first) {
            out.append(',');
        }
        first = false;
    }

    private void text(CharSequence text) {
        out.append('"');
        text.chars().forEach(c -> character((char) c));
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            // U+2028 and U+2029 end a line in some terminals and in JavaScript
            case '\u2028', '\u2029' -> out.append(String.format("\\u%04x", (int) c));
            default -> out.append(Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
    }

    /** Bytes that are int64 values, as their schema says. */
    private record Longs(ByteBuffer bytes) {}
}
