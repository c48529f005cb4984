package io.freshet.features.declared;

import it.unimi.dsi.fastutil.longs.Long2IntMap;
import it.unimi.dsi.fastutil.longs.Long2IntMaps;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

/**
 * Counts the events of keys that have no state yet, so that one gets a state only with the n-th. One thread.
 *
 * <p>Bounded: when as many wait as there may be, all are forgotten and begin to count anew, as TinyLFU resets its
 * doorkeeper (Einziger, Friedman and Manes, ACM TOS 2017). A key whose n events come within so many others is admitted for sure.
 * Memory: 12 bytes a key that waits, at a load of at least a quarter.
 */
public final class Admission {
    /** Keys that may wait, or as many as are admitted if these are more. */
    public static final int MOST_WAITING = 65_536;

    /** The most events that may be asked for. */
    public static final int MOST_EVENTS = 1_000;

    private static final int SLOT = 48;

    private final int events;
    private final Long2IntOpenHashMap waiting = new Long2IntOpenHashMap();

    /** @param events with which a key is admitted; 1 admits all at once */
    public Admission(int events) {
        this.events = events;
    }

    /**
     * Counts an event of a key that has no state.
     *
     * @param admitted keys that have one
     * @return whether it gets one with this event
     */
    public boolean admits(long key, int admitted) {
        if (events == 1) {
            return true;
        }
        int before = waiting.get(key);
        if (before + 1 >= events) {
            waiting.remove(key);
            return true;
        }
        if (before == 0 && waiting.size() >= Math.max(MOST_WAITING, admitted)) {
            waiting.clear();
        }
        waiting.put(key, before + 1);
        return false;
    }

    /** Keys that wait. */
    public int waiting() {
        return waiting.size();
    }

    /** Keys that wait and how many events each has had, in turn, in no particular order. */
    public long[] saved() {
        long[] saved = new long[2 * waiting.size()];
        int at = 0;
        for (Long2IntMap.Entry entry : Long2IntMaps.fastIterable(waiting)) {
            saved[at++] = entry.getLongKey();
            saved[at++] = entry.getIntValue();
        }
        return saved;
    }

    /** Adds what was {@link #saved}, maybe by several; who has had enough is admitted with its next event. */
    public void restore(long[] saved) {
        for (int at = 0; at < saved.length && events > 1; at += 2) {
            long sum = waiting.get(saved[at]) + saved[at + 1];
            waiting.put(saved[at], (int) Math.min(events - 1, sum));
        }
    }

    public long bytes() {
        return (long) SLOT * waiting.size();
    }
}
