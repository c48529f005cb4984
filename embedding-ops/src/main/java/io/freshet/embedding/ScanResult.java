package io.freshet.embedding;

import it.unimi.dsi.fastutil.longs.LongList;

/**
 * The best items that a {@link ScanPool} found for a query, best first. Immutable.
 *
 * <p>Items have their keys, which stay theirs. Their rows and ids are the index's, and so for the table's own thread to
 * look up: {@link ItemIndex#row} is {@link ItemIndex#UNKNOWN} if an item has been removed since.
 */
public final class ScanResult {
    private final long[] keys;
    private final float[] scores;

    private ScanResult(long[] keys, float[] scores) {
        this.keys = keys;
        this.scores = scores;
    }

    /** Finishes {@code best}, whose rows are places in {@code keys}. */
    static ScanResult of(TopK best, LongList keys) {
        int size = best.finish();
        ScanResult result = new ScanResult(new long[size], new float[size]);
        for (int place = 0; place < size; place++) {
            result.keys[place] = keys.getLong(best.row(place));
            result.scores[place] = best.score(place);
        }
        return result;
    }

    /** How many there are, at most as many as were asked for. */
    public int size() {
        return keys.length;
    }

    /** The item's key at a place, 0 for the best. */
    public long key(int place) {
        return keys[place];
    }

    /** The score at a place, 0 for the best. */
    public float score(int place) {
        return scores[place];
    }
}
