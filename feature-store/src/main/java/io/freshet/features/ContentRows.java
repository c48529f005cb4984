package io.freshet.features;

import io.freshet.embedding.ContentMap;

/**
 * The reserved rows of the content map, one for each value of content vectors and one for the constant: named by the vectors'
 * length and the value's place, so that a catalogue whose vectors have another length begins anew.
 */
final class ContentRows {
    private static final String PREFIX = "\0content-map:";

    /** Of a name that is none of these. */
    static final int NONE = -1;

    private ContentRows() {}

    static String name(int inputs, int input) {
        return PREFIX + inputs + ":" + input;
    }

    static boolean has(String rowId) {
        return input(rowId) != NONE;
    }

    /** Length of the content vectors, or {@link #NONE}. */
    static int inputs(String rowId) {
        int colon = rowId.lastIndexOf(':');
        if (!rowId.startsWith(PREFIX) || colon < PREFIX.length()) {
            return NONE;
        }
        int inputs = number(rowId, PREFIX.length(), colon);
        return inputs < 1 || inputs > ContentMap.MOST_INPUTS ? NONE : inputs;
    }

    /** Place of the value, or {@link #NONE}. */
    static int input(String rowId) {
        int inputs = inputs(rowId);
        if (inputs == NONE) {
            return NONE;
        }
        int input = number(rowId, rowId.lastIndexOf(':') + 1, rowId.length());
        return input > inputs ? NONE : input;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number > ContentMap.MOST_INPUTS) {
                return NONE;
            }
            number = 10 * number + digit;
        }
        return to > from ? number : NONE;
    }
}
