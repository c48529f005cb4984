package io.freshet.schemas;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the records' constructors demand; every refusal names the field, the value, the limit and the remedy. */
final class Checks {
    private static final int SHOWN = 60;

    /** Of a reserved row: a word in front of an item's id. */
    private static final int MAX_RESERVED_LENGTH = Interaction.MAX_ID_LENGTH + 32;

    private Checks() {}

    static void id(String field, @Nullable String value) {
        String id = present(field, value);
        nonEmpty(field, id);
        characters(field, id, 0, Interaction.MAX_ID_LENGTH);
    }

    /** As {@link #id}, but one U+0000 in front marks a reserved row, whose name may have a whole id in it. */
    static void rowId(String field, @Nullable String value) {
        String id = present(field, value);
        nonEmpty(field, id);
        int from = id.charAt(0) == 0 ? 1 : 0;
        require(id.length() > from, field, "U+0000 alone", "a name after the U+0000 of a reserved row", "add the name");
        characters(field, id, from, from == 0 ? Interaction.MAX_ID_LENGTH : MAX_RESERVED_LENGTH);
    }

    static void optionalId(String field, @Nullable String value) {
        if (value != null) {
            id(field, value);
        }
    }

    static void label(String field, @Nullable String value) {
        nonEmpty(field, present(field, value));
    }

    static String present(String field, @Nullable String value) {
        if (value == null) {
            throw refused(field, "null", "a string", "set it");
        }
        return value;
    }

    static List<String> ids(String field, List<String> values, int most) {
        require(values.size() <= most, field, values.size() + " ids", "at most " + most, "send the most important");
        return ids(field, values);
    }

    static List<String> ids(String field, List<String> values) {
        List<String> copy = labels(field, values);
        copy.forEach(value -> id(field, value));
        return copy;
    }

    static List<String> labels(String field, List<String> values) {
        values.forEach(value -> label(field, value));
        return List.copyOf(values);
    }

    static void notNegative(String field, long value) {
        if (value < 0) {
            throw refused(field, Long.toString(value), "at least 0", "correct the producer's value");
        }
    }

    static void within(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw refused(field, Integer.toString(value), least + " to " + most, "choose a value between them");
        }
    }

    static void probability(String field, float value) {
        if (!(value >= 0 && value <= 1)) {
            throw refused(field, Float.toString(value), "0 to 1", "give a probability");
        }
    }

    static void finite(String field, float value) {
        if (!Float.isFinite(value)) {
            throw refused(field, Float.toString(value), "a finite number", "leave NaN and infinity out at the source");
        }
    }

    static void finite(String field, double value) {
        if (!Double.isFinite(value)) {
            throw refused(field, Double.toString(value), "a finite number", "leave NaN and infinity out at the source");
        }
    }

    static void finite(String field, float @Nullable [] values) {
        if (values != null) {
            for (float value : values) {
                finite(field, value);
            }
        }
    }

    /** Keeps the order of insertion, so that equal inputs give equal bytes in every JVM (Map.copyOf does not). */
    static <V> Map<String, V> copy(String field, Map<String, V> values) {
        values.forEach((name, value) -> {
            notNull(field, name);
            notNull(field, value);
        });
        return values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static <E> List<E> copy(String field, List<E> values) {
        values.forEach(value -> notNull(field, value));
        return List.copyOf(values);
    }

    static void require(boolean holds, String field, String value, String limit, String remedy) {
        if (!holds) {
            throw refused(field, value, limit, remedy);
        }
    }

    private static void notNull(String field, @Nullable Object value) {
        if (value == null) {
            throw refused(field, "null inside", "names and values that are not null", "leave it out");
        }
    }

    private static void nonEmpty(String field, String value) {
        if (value.isEmpty()) {
            throw refused(field, "empty", "at least 1 character", "set it");
        }
    }

    private static void characters(String field, String id, int from, int longest) {
        if (id.length() > longest) {
            throw refused(
                    field,
                    id.length() + " UTF-16 units long (" + shown(id) + ")",
                    "at most " + longest,
                    "shorten or hash it");
        }
        for (int i = from; i < id.length(); i++) {
            char c = id.charAt(i);
            if (Character.isISOControl(c)) {
                throw refused(field, shown(id), "no control characters (one is at " + i + ")", "remove or escape it");
            }
            // on the wire an unpaired surrogate becomes '?', which would merge two ids into one
            if (Character.isSurrogate(c) && !paired(id, i)) {
                throw refused(field, shown(id), "well-formed UTF-16 (unpaired surrogate at " + i + ")", "repair it");
            }
        }
    }

    private static boolean paired(String id, int i) {
        return Character.isHighSurrogate(id.charAt(i))
                ? i + 1 < id.length() && Character.isLowSurrogate(id.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(id.charAt(i - 1));
    }

    /** The value cut short and printable: it goes into log lines and record headers. */
    private static String shown(String value) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < Math.min(value.length(), SHOWN); i++) {
            char c = value.charAt(i);
            boolean odd = Character.isISOControl(c) || Character.isSurrogate(c);
            out.append(odd ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return out.append(value.length() > SHOWN ? "…\"" : "\"").toString();
    }

    static IllegalArgumentException refused(String field, String value, String limit, String remedy) {
        return new IllegalArgumentException(field + " is " + value + ", allowed is " + limit + "; " + remedy);
    }
}
