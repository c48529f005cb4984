package io.freshet.jobs.live;

import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;

/**
 * Says after which events a user gets a list: at most one in an interval of event time, whatever comes in between. For the user
 * whose key is current; with an interval of zero it keeps no state.
 */
final class ListPace {
    private final long intervalMs;
    private final ValueState<Long> lastListMs;

    /** @param lastListMs event time after which each user's last list was pushed */
    ListPace(Duration interval, ValueState<Long> lastListMs) {
        this.intervalMs = interval.toMillis();
        this.lastListMs = lastListMs;
    }

    /** Of a user who has had no list for longer, the time of the last one says nothing any more. */
    static ValueStateDescriptor<Long> descriptor(Duration interval) {
        ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("list-pace", BasicTypeInfo.LONG_TYPE_INFO);
        if (!interval.isZero()) {
            Duration kept = interval.multipliedBy(2).plusDays(1);
            descriptor.enableTimeToLive(StateTtlConfig.newBuilder(kept).build());
        }
        return descriptor;
    }

    /**
     * Whether a list is due after an event of this time, which it then takes for pushed.
     *
     * <p>An event that is late by more than the interval gets one too: so a time that was far ahead does not silence a user.
     */
    boolean isDue(long eventTimeMs) throws Exception {
        if (intervalMs == 0) {
            return true;
        }
        Long last = lastListMs.value();
        boolean due = last == null || Math.abs(eventTimeMs - last) >= intervalMs;
        if (due) {
            lastListMs.update(eventTimeMs);
        }
        return due;
    }
}
