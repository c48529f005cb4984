package io.freshet.jobs.validate;

import java.util.List;
import java.util.Map;

/** Whether the item column is the user column once more; constant memory. */
final class IdColumns implements Check<Event> {
    private static final double HALF = 0.5;

    private final Examples equal = new Examples();
    private long events;

    @Override
    public void take(Event event) {
        events++;
        if (event.row().user().equals(event.row().item())) {
            equal.add(event.row());
        }
    }

    @Override
    public List<Finding> findings() {
        double share = (double) equal.count() / events;
        return List.of(Finding.of(
                "id columns",
                Status.of(share > HALF, false),
                equal.any()
                        ? "User and item are equal in " + Words.count(equal.count(), "event", "events") + " ("
                                + Words.percent(share) + ")."
                        : "User and item are never equal.",
                Map.of("equal", equal.count(), "share", share),
                equal.kept(),
                "name the right column in the header: the item's seems to be the user's"));
    }
}
