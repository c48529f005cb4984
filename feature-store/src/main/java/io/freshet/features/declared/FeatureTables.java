package io.freshet.features.declared;

import it.unimi.dsi.fastutil.HashCommon;

/** The features of all users and items, in memory. One thread; an event or a reading costs O(features). */
public final class FeatureTables {
    /** Odd, so that it loses nothing: the golden ratio. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private final FeatureTable users;
    private final FeatureTable items;
    private final FeatureTable pairs;

    public FeatureTables(FeaturePlan plan) {
        users = new FeatureTable(plan.of(Entity.USER), plan.admission());
        items = new FeatureTable(plan.of(Entity.ITEM), plan.admission());
        pairs = new FeatureTable(plan.of(Entity.USER_ITEM), plan.admission());
    }

    public void add(FeatureEvent event) {
        users.add(event.user(), event);
        items.add(event.item(), event);
        pairs.add(pair(event.user(), event.item()), event);
    }

    /**
     * The features of a user and an item as the events so far have them.
     *
     * @param timeMs now
     * @param clock events of the whole stream before now
     * @param into as many columns as the plan has features; NaN where there is no value
     */
    public void read(long user, long item, long timeMs, long clock, double[] into) {
        users.read(user, timeMs, clock, into);
        items.read(item, timeMs, clock, into);
        pairs.read(pair(user, item), timeMs, clock, into);
    }

    private static long pair(long user, long item) {
        return HashCommon.murmurHash3(user * SPREAD + HashCommon.murmurHash3(item));
    }

    public FeatureTable users() {
        return users;
    }

    public FeatureTable items() {
        return items;
    }

    /** Of one user with one item. */
    public FeatureTable pairs() {
        return pairs;
    }
}
