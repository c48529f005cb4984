package io.freshet.jobs.input;

import java.util.HashSet;
import java.util.Set;

/**
 * Tells whether rows can be replayed in the order in which they come: time never goes back, and a user's rows of one time
 * stand together. For one thread; memory for the users of one time.
 */
final class RowOrder {
    enum Step {
        FITS,
        GOES_BACK,
        SPLITS_A_GROUP
    }

    private long lastMs = Long.MIN_VALUE;
    private String lastUser = "";
    private Set<String> usersBefore = new HashSet<>();

    /** Time of the row before; the least possible if there was none. */
    long lastMs() {
        return lastMs;
    }

    Step next(String user, long timestampMs) {
        if (timestampMs != lastMs) {
            return nextTime(user, timestampMs);
        }
        if (user.equals(lastUser)) {
            return Step.FITS;
        }
        usersBefore.add(lastUser);
        lastUser = user;
        return usersBefore.contains(user) ? Step.SPLITS_A_GROUP : Step.FITS;
    }

    private Step nextTime(String user, long timestampMs) {
        Step step = timestampMs < lastMs ? Step.GOES_BACK : Step.FITS;
        lastMs = timestampMs;
        lastUser = user;
        if (!usersBefore.isEmpty()) {
            // clearing would take as long as the largest set so far, again and again
            usersBefore = new HashSet<>();
        }
        return step;
    }
}
