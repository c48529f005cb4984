package io.freshet.ranking.eval;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Ids of events by place: 8 bytes for an id that is {@code r} and a row number, the text itself for any other. */
final class EventIds {
    private static final long TEXT = -1;
    private static final int MOST_DIGITS = 18;

    private long[] rows = new long[64];
    private @Nullable String[] texts = new String[0];
    private int size;

    void add(String id) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
        }
        rows[size] = rowNumber(id);
        if (rows[size] == TEXT) {
            if (size >= texts.length) {
                texts = Arrays.copyOf(texts, rows.length);
            }
            texts[size] = id;
        }
        size++;
    }

    String get(int place) {
        String text = place < texts.length ? texts[place] : null;
        return text != null ? text : "r" + rows[place];
    }

    private static long rowNumber(String id) {
        int length = id.length();
        if (length < 2 || length > MOST_DIGITS + 1 || id.charAt(0) != 'r' || (id.charAt(1) == '0' && length > 2)) {
            return TEXT;
        }
        long number = 0;
        for (int i = 1; i < length; i++) {
            int digit = id.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return TEXT;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
