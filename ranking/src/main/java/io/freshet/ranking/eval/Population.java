package io.freshet.ranking.eval;

/** Which tested events are averaged over. */
public enum Population {
    /** All; an unknown user or item counts as a miss. */
    ALL,
    /** Those of known users. */
    KU,
    /** Those of known users on known items. */
    KUKI;

    boolean has(TestPlan plan, int index) {
        return switch (this) {
            case ALL -> true;
            case KU -> plan.userEvents(index) > 0;
            case KUKI -> plan.userEvents(index) > 0 && plan.knownItem(index);
        };
    }
}
