package io.freshet.ranking.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the tested events, by what was known of user or item before the test. */
public enum Slice {
    USER_1_2("1-2"),
    USER_3_9("3-9"),
    USER_10("10+"),
    ITEM_NEW("new"),
    ITEM_DAY("<1d"),
    ITEM_WEEK("1-7d"),
    ITEM_MONTH("7-30d"),
    ITEM_OLDER("30d+");

    /** By how many events the user had. */
    public static final List<Slice> USER_HISTORY = List.of(USER_1_2, USER_3_9, USER_10);

    /** By how long ago the item was first seen. */
    public static final List<Slice> ITEM_AGE = List.of(ITEM_NEW, ITEM_DAY, ITEM_WEEK, ITEM_MONTH, ITEM_OLDER);

    private static final long DAY_MS = 86_400_000;

    private final String label;

    Slice(String label) {
        this.label = label;
    }

    /** As reports name it. */
    public String label() {
        return label;
    }

    /** The slice of a user who had so many events; null if unknown, that is, if none. */
    public static @Nullable Slice ofUser(int events) {
        if (events == 0) {
            return null;
        }
        return events < 3 ? USER_1_2 : events < 10 ? USER_3_9 : USER_10;
    }

    /** The slice of a known item that was first seen so long ago. */
    public static Slice ofKnownItem(long ageMs) {
        if (ageMs < DAY_MS) {
            return ITEM_DAY;
        }
        return ageMs < 7 * DAY_MS ? ITEM_WEEK : ageMs < 30 * DAY_MS ? ITEM_MONTH : ITEM_OLDER;
    }

    boolean has(TestPlan plan, int index) {
        return this == (USER_HISTORY.contains(this) ? ofUser(plan.userEvents(index)) : ofItem(plan, index));
    }

    private static Slice ofItem(TestPlan plan, int index) {
        return plan.knownItem(index) ? ofKnownItem(plan.itemAgeMs(index)) : ITEM_NEW;
    }
}
