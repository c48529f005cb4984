package io.freshet.jobs.local;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which published events still wait for an answer: an evaluation or a dead letter, whichever is read first.
 *
 * <p>Thread safe: the player enters events, the producer's thread their positions, the reader's thread the answers.
 * Memory grows with the events that wait, not with those that were answered.
 */
public final class Ledger {
    private static final int REMEMBERED_IDS = 1 << 22;
    private static final Position NOWHERE = new Position(-1, -1);

    private final RecentIds seen = new RecentIds(REMEMBERED_IDS);
    private final Map<String, Position> waiting = new HashMap<>();
    private final Map<Position, String> byPosition = new HashMap<>();
    private final Set<Position> deadBeforeAppended = new HashSet<>();
    private long published;
    private long dead;
    private long firstAppendMs = Long.MAX_VALUE;

    /** What the last one who waits waits for; any other looks again after its timeout. */
    private int awaited;

    private record Position(int partition, long offset) {}

    /** Enters an event before it is sent; returns false if its id is already there. */
    public synchronized boolean publish(String eventId) {
        if (!seen.add(eventId)) {
            return false;
        }
        waiting.put(eventId, NOWHERE);
        published++;
        return true;
    }

    /** The broker has an entered event at this position since {@code appendMs}. */
    public synchronized void appended(String eventId, int partition, long offset, long appendMs) {
        firstAppendMs = Math.min(firstAppendMs, appendMs);
        Position position = new Position(partition, offset);
        if (deadBeforeAppended.remove(position)) {
            buried(eventId);
        } else if (waiting.replace(eventId, position) != null) {
            byPosition.put(position, eventId);
        }
    }

    /** Returns whether this is the event's first answer. */
    public synchronized boolean answered(String eventId) {
        Position position = waiting.remove(eventId);
        if (position == null) {
            return false;
        }
        byPosition.remove(position);
        if (waiting.size() < awaited) {
            notifyAll();
        }
        return true;
    }

    /** The event at this position is in the dead letters. */
    public synchronized void deadLettered(int partition, long offset) {
        Position position = new Position(partition, offset);
        @Nullable String eventId = byPosition.get(position);
        if (eventId == null) {
            // read before the producer's thread reported where the event is, or a second copy of it
            deadBeforeAppended.add(position);
        } else {
            buried(eventId);
        }
    }

    /** Waits until fewer than {@code limit} events wait for an answer, at most so long; returns whether that is so. */
    @SuppressWarnings("WaitNotInLoop") // the caller asks again in any case, and looks around in between
    synchronized boolean awaitRoom(int limit, long timeoutMs) throws InterruptedException {
        if (waiting.size() >= limit) {
            awaited = limit;
            wait(timeoutMs);
        }
        return waiting.size() < limit;
    }

    public synchronized int waiting() {
        return waiting.size();
    }

    /** Distinct events entered. */
    public synchronized long published() {
        return published;
    }

    /** Distinct events with an answer. */
    public synchronized long answers() {
        return published - waiting.size();
    }

    /** Distinct events whose first answer is a dead letter. */
    public synchronized long dead() {
        return dead;
    }

    /** When the broker appended the first event; {@link Long#MAX_VALUE} before. */
    public synchronized long firstAppendMs() {
        return firstAppendMs;
    }

    private void buried(String eventId) {
        dead += answered(eventId) ? 1 : 0;
    }
}
