package io.freshet.jobs.live;

import io.freshet.features.ItemReplica;
import io.freshet.features.RowDelta;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * When a learner pushes what it has changed: after so many events; after an interval, if its last push has come back; and what
 * it holds back when nothing happens. Mailbox thread only.
 *
 * <p>Every row that is pushed is published to every learner. So a loop that is late must not make pushes smaller, or it has more
 * rows to carry for the same events and gets later.
 */
final class PushSchedule {
    /** Without an event, until everything is pushed: long enough that a learner that waits for its turn is not taken for idle. */
    static final long QUIET_MS = 1000;

    private final ItemReplica replica;
    private final int pushEvents;
    private final long intervalMs;
    private final ProcessingTimeService clock;
    private final Counter pushes;
    private final Consumer<RowDelta> to;

    /** Of the next push, and nothing was pushed before it. */
    private List<RowDelta> inherited = List.of();

    private long eventClock;
    private int eventsSincePush;
    private long lastEventMs;

    /**
     * @param pushes counts those with news of an event
     * @param to gets the deltas
     */
    PushSchedule(
            ItemReplica replica,
            int pushEvents,
            Duration interval,
            ProcessingTimeService clock,
            Counter pushes,
            Consumer<RowDelta> to) {
        this.replica = replica;
        this.pushEvents = pushEvents;
        this.intervalMs = interval.toMillis();
        this.clock = clock;
        this.pushes = pushes;
        this.to = to;
    }

    /**
     * Begins to push by the clock.
     *
     * @param restored changes that were held back before a restore
     */
    void start(List<RowDelta> restored) {
        inherited = restored.stream().map(replica::inherit).toList();
        lastEventMs = clock.getCurrentProcessingTime();
        scheduleTick();
    }

    /**
     * Notes the time of an event that is about to be learned from.
     *
     * @return the newest event time of all
     */
    long sees(long eventTimeMs) {
        eventClock = Math.max(eventClock, eventTimeMs);
        return eventClock;
    }

    /** The newest event time. */
    long eventClock() {
        return eventClock;
    }

    /** Pushes if it is time to, after an event that was learned from. */
    void learned() {
        lastEventMs = clock.getCurrentProcessingTime();
        if (++eventsSincePush >= pushEvents) {
            push(false);
        }
    }

    /** Pushes what need not wait. */
    void pushDue() {
        push(false);
    }

    /** Pushes also what would have waited longer. */
    void pushEverything() {
        push(true);
    }

    private void scheduleTick() {
        clock.registerTimer(clock.getCurrentProcessingTime() + intervalMs, time -> tick());
    }

    private void tick() {
        boolean quiet = clock.getCurrentProcessingTime() - lastEventMs >= QUIET_MS;
        if (quiet || !inherited.isEmpty() || replica.isHeard()) {
            push(quiet);
        }
        scheduleTick();
    }

    private void push(boolean everything) {
        if (eventsSincePush > 0) {
            pushes.inc();
        }
        eventsSincePush = 0;
        inherited.forEach(to);
        inherited = List.of();
        replica.push(everything, eventClock, to);
    }
}
