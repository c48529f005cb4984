package io.freshet.jobs.live;

import java.io.Serializable;
import java.util.Map;

/**
 * How a job begins.
 *
 * @param mode without restored state
 * @param ends of the item-state topic by partition when the job was submitted: what lies before them is of earlier jobs,
 *     what lies behind them this one has written
 * @param catalogueEnds of the catalogue's topic then: what lies before them is read before the first event, what lies
 *     behind them as it comes
 * @param controlEnds of the control topic then, for which the same holds
 */
record Start(StartMode mode, Map<Integer, Long> ends, Map<Integer, Long> catalogueEnds, Map<Integer, Long> controlEnds)
        implements Serializable {
    /** With new topics. */
    static final Start ON_NOTHING = new Start(StartMode.EMPTY, Map.of(), Map.of(), Map.of());

    Start {
        ends = Map.copyOf(ends);
        catalogueEnds = Map.copyOf(catalogueEnds);
        controlEnds = Map.copyOf(controlEnds);
    }

    /** Records that the topic has ever held, those that are deleted by now included. */
    long records() {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    boolean isBefore(int partition, long offset) {
        return offset < ends.getOrDefault(partition, 0L);
    }

    /** Why the job must not begin so; asked only where no state is restored. */
    String refusal(String topic) {
        return "topic " + topic + " holds " + records()
                + " records of an earlier job, but this one starts without state:"
                + " restore a savepoint with `flink run -s PATH`, begin with those rows with --start topic, delete them"
                + " with --start fresh, or use another --prefix";
    }

    boolean isRefused() {
        return mode == StartMode.EMPTY && records() > 0;
    }
}
