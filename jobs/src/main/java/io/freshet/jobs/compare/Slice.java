package io.freshet.jobs.compare;

import io.freshet.jobs.rundir.PerEvent;
import org.jspecify.annotations.Nullable;

/** A part of the tested events, by what was known of the user or of the item before the test. */
enum Slice {
    USER_UNKNOWN(Kind.USER_HISTORY, "unknown", "unknown users", false),
    USER_1_2(Kind.USER_HISTORY, "1-2", "users with 1-2 events", true),
    USER_3_9(Kind.USER_HISTORY, "3-9", "users with 3-9 events", true),
    USER_10(Kind.USER_HISTORY, "10+", "users with 10+ events", true),
    ITEM_NEW(Kind.ITEM_AGE, "new", "new items", false),
    ITEM_DAY(Kind.ITEM_AGE, "<1d", "items known for less than 1 day", true),
    ITEM_WEEK(Kind.ITEM_AGE, "1-7d", "items known for 1-7 days", true),
    ITEM_MONTH(Kind.ITEM_AGE, "7-30d", "items known for 7-30 days", true),
    ITEM_OLDER(Kind.ITEM_AGE, "30d+", "items known for 30 days or more", true);

    private final Kind kind;
    private final String label;
    private final String words;
    private final boolean testable;

    /** What events are divided by; each event is in one slice of each kind. */
    enum Kind {
        USER_HISTORY("user_history"),
        ITEM_AGE("item_age");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    Slice(Kind kind, String label, String words, boolean testable) {
        this.kind = kind;
        this.label = label;
        this.words = words;
        this.testable = testable;
    }

    static Slice ofUser(PerEvent events, int row) {
        return of(io.freshet.ranking.eval.Slice.ofUser(events.userEvents(row)), USER_UNKNOWN);
    }

    static Slice ofItem(PerEvent events, int row) {
        long age = events.itemAgeMs(row);
        return age == PerEvent.UNKNOWN_ITEM ? ITEM_NEW : of(io.freshet.ranking.eval.Slice.ofKnownItem(age), ITEM_NEW);
    }

    /** The same parts as those of metrics.json, by name. */
    private static Slice of(io.freshet.ranking.eval.@Nullable Slice part, Slice otherwise) {
        return part == null ? otherwise : valueOf(part.name());
    }

    Kind kind() {
        return kind;
    }

    String label() {
        return label;
    }

    /** For sentences. */
    String words() {
        return words;
    }

    /** Whether runs can differ in it at all: what was never seen counts 0 for every model. */
    boolean isTestable() {
        return testable;
    }
}
