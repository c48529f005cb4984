package io.freshet.jobs.validate;

import java.util.List;
import java.util.Map;

/** Whether there is enough to measure; constant memory. */
final class Size implements Check<Event> {
    private static final long ENOUGH_EVENTS = 1000;

    private final Repeats repeats;
    private long events;
    private long users;
    private long items;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    /** @param repeats sees the same events, and knows the pairs */
    Size(Repeats repeats) {
        this.repeats = repeats;
    }

    @Override
    public void take(Event event) {
        events++;
        users += event.newUser() ? 1 : 0;
        items += event.newItem() ? 1 : 0;
        firstMs = Math.min(firstMs, event.timestampMs());
        lastMs = Math.max(lastMs, event.timestampMs());
    }

    @Override
    public List<Finding> findings() {
        double density = (double) repeats.pairs() / users / items;
        return List.of(Finding.of(
                "size",
                Status.of(false, events < ENOUGH_EVENTS),
                Words.count(events, "event", "events") + " of " + Words.count(users, "user", "users") + " and "
                        + Words.count(items, "item", "items") + " within " + Words.duration(lastMs - firstMs)
                        + ", with " + Words.percent(density) + " of all pairs of user and item.",
                Map.of(
                        "events", events,
                        "users", users,
                        "items", items,
                        "pairs", repeats.pairs(),
                        "span_ms", lastMs - firstMs,
                        "density", density),
                List.of(),
                "give at least " + Words.count(ENOUGH_EVENTS)
                        + " events: below that, differences between models are chance"));
    }
}
