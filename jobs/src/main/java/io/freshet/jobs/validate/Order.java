package io.freshet.jobs.validate;

import io.freshet.jobs.input.Ids;
import io.freshet.jobs.input.ScannedRow;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether rows come by time, and rows of one time by user and item; 8 bytes a user. */
final class Order implements Check<Event> {
    private final Examples backwards = new Examples();
    private final Examples unsorted = new Examples();
    private final Examples split = new Examples();
    private final LongArrayList lastTimeOfUser = new LongArrayList();
    private boolean sortedWhenRead;
    private long longestStepBackMs;
    private @Nullable Event last;

    void sortedWhenRead() {
        sortedWhenRead = true;
    }

    @Override
    public void take(Event event) {
        Event before = last;
        if (before != null && event.timestampMs() < before.timestampMs()) {
            stepBack(before, event);
        } else if (before != null && event.timestampMs() == before.timestampMs()) {
            tie(before, event);
        }
        if (event.newUser()) {
            lastTimeOfUser.add(event.timestampMs());
        } else {
            lastTimeOfUser.set(event.user(), event.timestampMs());
        }
        last = event;
    }

    private void stepBack(Event before, Event event) {
        long stepMs = before.timestampMs() - event.timestampMs();
        longestStepBackMs = Math.max(longestStepBackMs, stepMs);
        backwards.add(
                event.row(),
                () -> Words.duration(stepMs) + " before line " + before.row().line());
    }

    private void tie(Event before, Event event) {
        boolean apart = event.user() != before.user()
                && !event.newUser()
                && lastTimeOfUser.getLong(event.user()) == event.timestampMs();
        if (apart) {
            split.add(event.row(), () -> "the user's other rows of this time are not next to it");
        }
        if (compare(before.row(), event.row()) > 0) {
            unsorted.add(
                    event.row(), () -> "belongs before line " + before.row().line());
        }
    }

    private static int compare(ScannedRow a, ScannedRow b) {
        int byUser = Ids.compare(a.user(), b.user());
        return byUser != 0 ? byUser : Ids.compare(a.item(), b.item());
    }

    @Override
    public List<Finding> findings() {
        return List.of(time(), ties());
    }

    private Finding time() {
        String message = backwards.any()
                ? "Time goes back at " + Words.count(backwards.count(), "row", "rows") + ", by "
                        + Words.duration(longestStepBackMs) + " at most."
                : sortedWhenRead
                        ? "The file is in another order, but a replay sorts such rows itself."
                        : "Time never goes back.";
        return Finding.of(
                "order of time",
                Status.of(backwards.any(), false),
                message,
                Map.of("steps_back", backwards.count(), "longest_step_back_ms", longestStepBackMs),
                backwards.kept(),
                "sort the file by timestamp, user and item: a replay would learn from the future, and refuses it");
    }

    private Finding ties() {
        Map<String, Number> figures = Map.of("split_groups", split.count(), "unsorted", unsorted.count());
        if (split.any()) {
            return Finding.of(
                    "order of ties",
                    Status.FAIL,
                    Words.count(split.count(), "row is", "rows are")
                            + " apart from the user's other rows of the same time, which mode G tests together. A replay"
                            + " refuses them.",
                    figures,
                    split.kept(),
                    "sort the file by timestamp, user and item");
        }
        String message = unsorted.any()
                ? Words.count(unsorted.count(), "row", "rows")
                        + " of one time come in another order than by user and item; among equal scores the item seen"
                        + " first wins, so figures depend on that order."
                : "Rows of one time come by user and item.";
        return Finding.of(
                "order of ties",
                Status.of(false, unsorted.any()),
                message,
                figures,
                unsorted.kept(),
                "sort the file by timestamp, user and item, unless its order is that of the events");
    }
}
