package io.freshet.embedding;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Draws negatives: a share α from a ring of the last positives, the rest uniformly from all known rows but the untouched. The ring counts
 * its rows, so the probability of a draw is exact: Q(j) = α·count(j)/ring + (1−α)/known. Every draw is O(1), as long as
 * most rows are in use. One thread.
 */
public final class NegativeSampler {
    private final float ringShare;
    private final int[] ring;
    private int[] counts = new int[64];
    private int filled;
    private int next;
    private long removals;

    public NegativeSampler(int ringSize, float ringShare) {
        this(ringSize, ringShare, 0);
    }

    /** An empty ring that begins at place {@code next}, for as many rows as it has places. */
    NegativeSampler(int ringSize, float ringShare, int next) {
        this.ring = new int[ringSize];
        this.ringShare = ringShare;
        this.next = next;
    }

    /** Puts a positive into the ring; the oldest leaves it when it is full. */
    public void add(int row) {
        if (filled == ring.length) {
            counts[ring[next]]--;
        } else {
            filled++;
        }
        ring[next] = row;
        next = next + 1 == ring.length ? 0 : next + 1;
        if (row >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(row + 1, 2 * counts.length));
        }
        counts[row]++;
    }

    /** Forgets a row whose item is gone, before another item gets it. Cost: one pass over the ring if it is in it. */
    public void remove(int row) {
        removals++;
        if (row >= counts.length || counts[row] == 0) {
            return;
        }
        int[] kept = rows();
        filled = 0;
        next = 0;
        Arrays.fill(counts, 0);
        for (int other : kept) {
            if (other != row) {
                add(other);
            }
        }
    }

    /** Forgets rows whose items are gone, before others get them. Cost: one pass over the ring. */
    public void removeAll(BitSet gone) {
        removals++;
        int[] kept = rows();
        filled = 0;
        next = 0;
        Arrays.fill(counts, 0);
        for (int row : kept) {
            if (!gone.get(row)) {
                add(row);
            }
        }
    }

    /** How often a row was forgotten: what was drawn before may be no item, or another one. */
    long removals() {
        return removals;
    }

    /** A row that an item has which somebody had an event with. */
    int draw(SplitMix64 random, ItemIndex index) {
        if (filled > 0 && random.nextFloat() < ringShare) {
            return ring[random.nextInt(filled)];
        }
        int row = index.touchedRow(random.nextInt(index.touchPlaces()));
        while (!index.isUsed(row)) {
            row = index.touchedRow(random.nextInt(index.touchPlaces()));
        }
        return row;
    }

    /** Q(row): how likely one draw is to return it. */
    float probability(int row, int known) {
        if (filled == 0) {
            return 1f / known;
        }
        int count = row < counts.length ? counts[row] : 0;
        return ringShare * count / filled + (1f - ringShare) / known;
    }

    /** The rows in the ring, oldest first. */
    public int[] rows() {
        int[] rows = new int[filled];
        for (int i = 0; i < filled; i++) {
            rows[i] = row(i);
        }
        return rows;
    }

    /** How many rows the ring has room for. */
    int size() {
        return ring.length;
    }

    /** How many rows are in the ring. */
    int filled() {
        return filled;
    }

    /** The place of the ring that the next row goes to, and that the oldest leaves once it is full. */
    int next() {
        return next;
    }

    /** A row in the ring; 0 for the oldest. */
    int row(int place) {
        int oldest = filled == ring.length ? next : 0;
        return ring[(oldest + place) % ring.length];
    }
}
