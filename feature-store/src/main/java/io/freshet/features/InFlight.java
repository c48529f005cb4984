package io.freshet.features;

import io.freshet.schemas.Coverage;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.ArrayDeque;
import java.util.List;

/** The deltas of one learner that no published row covers yet. One thread. */
final class InFlight {
    private final int learner;
    private final long incarnation;
    private final Int2ObjectOpenHashMap<ArrayDeque<RowDelta>> bySlot = new Int2ObjectOpenHashMap<>();
    private long newestCovered;

    InFlight(int learner, long incarnation) {
        this.learner = learner;
        this.incarnation = incarnation;
    }

    /** Rows with a delta in flight. */
    int rows() {
        return bySlot.size();
    }

    /** The newest push that a row covers; 0 for none. */
    long newestCovered() {
        return newestCovered;
    }

    void add(int slot, RowDelta delta) {
        bySlot.computeIfAbsent(slot, key -> new ArrayDeque<>(4)).add(delta);
    }

    boolean has(int slot) {
        return bySlot.containsKey(slot);
    }

    /** Waits for the row no more. */
    void remove(int slot) {
        bySlot.remove(slot);
    }

    /** The row's deltas, oldest first. */
    Iterable<RowDelta> of(int slot) {
        ArrayDeque<RowDelta> waiting = bySlot.get(slot);
        return waiting == null ? List.of() : waiting;
    }

    /** Forgets the row's deltas that {@code covers} names; returns how many there were. */
    int acknowledge(int slot, List<Coverage> covers) {
        ArrayDeque<RowDelta> waiting = bySlot.get(slot);
        if (waiting == null) {
            return 0;
        }
        long last = lastPush(covers, learner, incarnation);
        newestCovered = Math.max(newestCovered, last);
        int acknowledged = 0;
        while (!waiting.isEmpty() && waiting.getFirst().push() <= last) {
            waiting.removeFirst();
            acknowledged++;
        }
        if (waiting.isEmpty()) {
            bySlot.remove(slot);
        }
        return acknowledged;
    }

    /** The last push of a learner that is covered; 0 for none. */
    static long lastPush(List<Coverage> covers, int learner, long incarnation) {
        for (Coverage coverage : covers) {
            if (coverage.learner() == learner && coverage.incarnation() == incarnation) {
                return coverage.lastPush();
            }
        }
        return 0;
    }
}
