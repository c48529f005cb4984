package io.freshet.jobs.export;

import io.freshet.embedding.StableHash;
import io.freshet.features.declared.FeatureEvent;
import io.freshet.features.declared.FeaturePlan;
import io.freshet.features.declared.FeatureTables;
import io.freshet.jobs.input.InputException;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.schemas.Interaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Goes through a stream and writes, for each label event, the features as they stood just before it. Events of one user and
 * timestamp do not see each other, as in a replay. One thread; memory for the features and one such group of events.
 */
final class TrainingRows {
    private static final int EVENTS_BETWEEN_REPORTS = 1_000;

    /** Types are few; a column of something else must not fill the memory. */
    private static final int MOST_TYPES = 1_000;

    private record Labelled(Interaction event, FeatureEvent seen) {}

    private final FeaturePlan plan;
    private final Labels labels;
    private final RowWriter out;
    private final FeatureTables tables;
    private final double[] features;
    private final List<Labelled> group = new ArrayList<>();
    private final TreeSet<String> types = new TreeSet<>();
    private long events;
    private long rows;

    TrainingRows(FeaturePlan plan, Labels labels, RowWriter out) {
        this.plan = plan;
        this.labels = labels;
        this.out = out;
        this.tables = new FeatureTables(plan);
        this.features = new double[plan.size()];
    }

    /** Reads the stream to its end; {@code progress} is told of events now and then. */
    void writeAll(InteractionStream stream, LongConsumer progress) throws IOException {
        while (stream.hasNext()) {
            Interaction event = stream.next();
            if (!group.isEmpty() && !isSimultaneous(group.get(0).event(), event)) {
                endGroup();
            }
            group.add(new Labelled(event, seen(event, stream.value())));
            if (types.size() < MOST_TYPES) {
                types.add(event.type());
            }
            events++;
            if (events % EVENTS_BETWEEN_REPORTS == 0) {
                progress.accept(EVENTS_BETWEEN_REPORTS);
            }
        }
        endGroup();
        progress.accept(events % EVENTS_BETWEEN_REPORTS);
    }

    private static boolean isSimultaneous(Interaction one, Interaction other) {
        return one.eventTimeMs() == other.eventTimeMs() && one.userId().equals(other.userId());
    }

    private FeatureEvent seen(Interaction event, double value) {
        try {
            return new FeatureEvent(
                    StableHash.of(event.userId()),
                    StableHash.of(event.itemId()),
                    StableHash.of(event.eventId()),
                    plan.typeOf(event.type()),
                    value,
                    event.eventTimeMs(),
                    events);
        } catch (IllegalArgumentException e) {
            throw new InputException("event " + event.eventId() + ": " + e.getMessage(), e);
        }
    }

    private void endGroup() throws IOException {
        long before = events - group.size();
        for (Labelled each : group) {
            if (labels.has(each.event())) {
                FeatureEvent seen = each.seen();
                tables.read(seen.user(), seen.item(), seen.timeMs(), before, features);
                out.write(each.event(), seen.value(), features);
                rows++;
            }
        }
        for (Labelled each : group) {
            tables.add(each.seen());
        }
        group.clear();
    }

    /** Events so far. */
    long events() {
        return events;
    }

    /** Rows written so far. */
    long rows() {
        return rows;
    }

    /** Types of the events so far, in their order; the first thousand. */
    List<String> types() {
        return List.copyOf(types);
    }

    FeatureTables tables() {
        return tables;
    }
}
