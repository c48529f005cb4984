package io.freshet.features;

import io.freshet.embedding.ContentMap;
import io.freshet.embedding.Situations;

/**
 * A number for each shared row of a replica: the reserved ones first, those of situations and of the content map among them, then two for each
 * item, of its own row and of its neighbours.
 */
final class Slots {
    static final int CONTEXT_WEIGHTS = 0;
    static final int RANKER_WEIGHTS = 1;
    static final int TOTALS = 2;
    static final int POSITION_WEIGHTS = 3;

    private static final int FIRST_SITUATION = 4;
    private static final int FIRST_INPUT = FIRST_SITUATION + Situations.ROWS;
    private static final int FIRST_ITEM = FIRST_INPUT + ContentMap.MOST_INPUTS + 1;

    private Slots() {}

    /** Of a row of the situations. */
    static int ofSituation(int row) {
        return FIRST_SITUATION + row;
    }

    /** The row of the situations that the slot belongs to. */
    static int situation(int slot) {
        return slot - FIRST_SITUATION;
    }

    /** Of an input of the content map. */
    static int ofInput(int input) {
        return FIRST_INPUT + input;
    }

    /** The input of the content map that the slot belongs to. */
    static int input(int slot) {
        return slot - FIRST_INPUT;
    }

    static int ofItem(int row) {
        return FIRST_ITEM + 2 * row;
    }

    static int ofNeighbours(int row) {
        return FIRST_ITEM + 2 * row + 1;
    }

    /** The row of the item that the slot belongs to. */
    static int row(int slot) {
        return (slot - FIRST_ITEM) / 2;
    }

    static RowKind kind(int slot) {
        if (slot >= FIRST_ITEM) {
            return (slot - FIRST_ITEM) % 2 == 0 ? RowKind.ITEM : RowKind.NEIGHBOURS;
        }
        return switch (slot) {
            case CONTEXT_WEIGHTS -> RowKind.CONTEXT_WEIGHTS;
            case RANKER_WEIGHTS -> RowKind.RANKER_WEIGHTS;
            case TOTALS -> RowKind.TOTALS;
            case POSITION_WEIGHTS -> RowKind.POSITION_WEIGHTS;
            default -> slot < FIRST_INPUT ? RowKind.SITUATION : RowKind.CONTENT_MAP;
        };
    }
}
