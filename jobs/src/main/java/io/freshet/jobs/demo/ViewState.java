package io.freshet.jobs.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a view shows.
 *
 * @param lag events that wait for an answer
 * @param person null before the first click
 */
record ViewState(
        String broker,
        long elapsedSeconds,
        long events,
        double eventsPerSecond,
        int lag,
        int users,
        int items,
        long deadLetters,
        HitRate.Reading model,
        HitRate.Reading popularity,
        @Nullable Person person) {

    /** The user in the spotlight: titles, newest click and best item first. */
    record Person(String userId, long clicks, List<String> lastClicks, List<Entry> list) {}

    /**
     * A place of the list.
     *
     * @param movedUp places gained since the list before; negative if lost
     * @param isNew not in the list before
     */
    record Entry(String title, int movedUp, boolean isNew) {

        String mark() {
            if (isNew) {
                return "new";
            }
            return movedUp == 0 ? "" : movedUp > 0 ? "▲" + movedUp : "▼" + -movedUp;
        }
    }
}
