package io.freshet.jobs.live;

import io.freshet.features.ItemReplica;
import io.freshet.features.RowDelta;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/** When a learner pushes what it has changed: after so many events, after an interval, and when told to. Mailbox thread only. */
final class PushSchedule {
    private final ItemReplica replica;
    private final int pushEvents;
    private final long intervalMs;
    private final ProcessingTimeService clock;
    private final Counter pushes;
    private final Consumer<RowDelta> to;
    private long eventClock;
    private int eventsSincePush;
    private boolean quietSinceTick;

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

    /** Begins to push by the clock. */
    void start() {
        clock.registerTimer(clock.getCurrentProcessingTime() + intervalMs, time -> tick());
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

    /** Pushes if it is time to, after an event that was learned from. */
    void learned() {
        quietSinceTick = false;
        if (++eventsSincePush >= pushEvents) {
            push(false);
        }
    }

    /** Pushes also what would have waited longer. */
    void pushEverything() {
        push(true);
    }

    /** Pushes what is due; when nothing came for a whole interval, everything. */
    private void tick() {
        push(quietSinceTick);
        quietSinceTick = true;
        start();
    }

    private void push(boolean everything) {
        if (eventsSincePush > 0) {
            pushes.inc();
        }
        eventsSincePush = 0;
        replica.push(everything, eventClock, to);
    }
}
