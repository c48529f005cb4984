package io.freshet.jobs.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was seen of a job at one moment of a long run.
 *
 * @param minute since events began
 * @param events so far
 * @param rate events answered a second, at full speed
 * @param fullP50 from event to list at full speed, with a bounded number of events in flight; milliseconds
 * @param p50 the same at a fixed low rate
 * @param heapBytes that task managers hold after a garbage collection
 * @param rssBytes that task managers have of the machine's memory
 * @param metaspaceKb of task managers
 * @param threads of task managers
 * @param checkpointBytes of the newest checkpoint
 * @param loopBytes published for an event since the sample before
 * @param users who have a state
 * @param items rows of one replica
 * @param diskBytes of the broker's directory
 */
record SoakSample(
        double minute,
        long events,
        double rate,
        long fullP50,
        long fullP99,
        long p50,
        long p99,
        long heapBytes,
        long rssBytes,
        long metaspaceKb,
        long threads,
        long checkpointBytes,
        double loopBytes,
        long users,
        long items,
        long diskBytes) {

    private static final double MB = 1e6;

    /** What it tells, in the order of the plot. */
    enum Figure {
        RATE("events a second, full speed"),
        P50("event to list at a fixed rate, median, ms"),
        P99("event to list at a fixed rate, 99th percentile, ms"),
        FULL_P50("event to list at full speed, median, ms"),
        FULL_P99("event to list at full speed, 99th percentile, ms"),
        HEAP("task managers' heap after collection, MB"),
        RSS("task managers' resident memory, MB"),
        METASPACE("task managers' metaspace, MB"),
        THREADS("task managers' threads"),
        CHECKPOINT("checkpoint, MB"),
        LOOP("loop bytes an event"),
        USERS("users with state"),
        ITEMS("item rows of a replica"),
        DISK("broker's disk, MB");

        private final String title;

        Figure(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    double value(Figure figure) {
        return switch (figure) {
            case RATE -> rate;
            case P50 -> p50;
            case P99 -> p99;
            case FULL_P50 -> fullP50;
            case FULL_P99 -> fullP99;
            case HEAP -> heapBytes / MB;
            case RSS -> rssBytes / MB;
            case METASPACE -> metaspaceKb / 1e3;
            case THREADS -> threads;
            case CHECKPOINT -> checkpointBytes / MB;
            case LOOP -> loopBytes;
            case USERS -> users;
            case ITEMS -> items;
            case DISK -> diskBytes / MB;
        };
    }

    String toJson() {
        List<String> members = new ArrayList<>();
        members.add(String.format(Locale.ROOT, "\"minute\":%.2f,\"events\":%d", minute, events));
        for (Figure figure : Figure.values()) {
            members.add(
                    String.format(Locale.ROOT, "\"%s\":%.2f", figure.name().toLowerCase(Locale.ROOT), value(figure)));
        }
        return "{" + String.join(",", members) + "}";
    }
}
