package io.freshet.jobs.validate;

import io.freshet.jobs.input.ScannedRow;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many events share user and time with another, which is what modes G and S differ in; constant memory. */
final class Simultaneous implements Check<Event> {
    private static final double FEW = 0.01;

    private final Largest largest = new Largest();
    private long events;
    private long groups;
    private long inGroups;
    private long knownUser;
    private @Nullable Event first;
    private long size;

    @Override
    public void take(Event event) {
        Event start = first;
        events++;
        if (start != null && start.user() == event.user() && start.timestampMs() == event.timestampMs()) {
            size++;
            return;
        }
        close();
        first = event;
        size = 1;
    }

    private void close() {
        Event start = first;
        if (start == null) {
            return;
        }
        if (!start.newUser()) {
            knownUser += size;
        }
        if (size > 1) {
            groups++;
            inGroups += size;
            largest.offer(size, start.row());
        }
        first = null;
    }

    /** Share of the events in groups of two and more. */
    double share() {
        close();
        return (double) inGroups / events;
    }

    /** Whether so few events are in groups that modes G and S hardly differ. */
    boolean isRare() {
        return share() < FEW;
    }

    long largestGroup() {
        close();
        return largest.rows().isEmpty() ? 1 : largest.rows().get(0).score();
    }

    @Override
    public List<Finding> findings() {
        double share = share();
        boolean untestable = events > 1 && knownUser == 0;
        return List.of(Finding.of(
                "simultaneous events",
                Status.of(untestable, !isRare()),
                message(share),
                Map.of(
                        "groups", groups,
                        "events_in_groups", inGroups,
                        "share", share,
                        "largest_group", largestGroup(),
                        "known_users_share", (double) knownUser / events),
                largest.rows().stream().map(Simultaneous::example).toList(),
                untestable
                        ? "give events with finer times, or of users who come back"
                        : "evaluate in mode G: in S an event is tested when others of its group are learned already, in"
                                + " the order in which the file sorts them"));
    }

    private String message(double share) {
        String known = "; at " + Words.percent((double) knownUser / events)
                + " of the events the user is known from an earlier time.";
        return groups == 0
                ? "No two events share user and time" + known
                : Words.percent(share) + " of the events share user and time with another, in "
                        + Words.count(groups, "group", "groups") + ", the largest of "
                        + Words.count(largestGroup()) + known;
    }

    private static Example example(Largest.Scored group) {
        ScannedRow row = group.row();
        return new Example(
                row.line(),
                Words.count(group.score()) + " events of user '" + row.user() + "' at "
                        + Words.time(row.timestampMs()));
    }
}
