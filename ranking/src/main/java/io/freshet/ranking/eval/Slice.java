package io.freshet.ranking.eval;

import java.util.List;

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

    boolean has(TestPlan plan, int index) {
        return switch (this) {
            case USER_1_2 -> within(plan.userEvents(index), 1, 3);
            case USER_3_9 -> within(plan.userEvents(index), 3, 10);
            case USER_10 -> plan.userEvents(index) >= 10;
            case ITEM_NEW -> !plan.knownItem(index);
            case ITEM_DAY -> ageWithin(plan, index, 0, 1);
            case ITEM_WEEK -> ageWithin(plan, index, 1, 7);
            case ITEM_MONTH -> ageWithin(plan, index, 7, 30);
            case ITEM_OLDER -> ageWithin(plan, index, 30, Long.MAX_VALUE / DAY_MS);
        };
    }

    private static boolean ageWithin(TestPlan plan, int index, long fromDay, long toDay) {
        return plan.knownItem(index) && within(plan.itemAgeMs(index), fromDay * DAY_MS, toDay * DAY_MS);
    }

    private static boolean within(long value, long from, long to) {
        return from <= value && value < to;
    }
}
