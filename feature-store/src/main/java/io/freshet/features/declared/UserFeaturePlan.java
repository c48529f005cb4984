package io.freshet.features.declared;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the features of the entities user and user_item are computed where a user's state is held by itself, as a stream
 * processor holds it. Immutable. Cost of an event or of reading a user or an item: O(features).
 *
 * <p>A user has at most so many items: before one more gets a state, those go that read as if there had been nothing, and if
 * there are none such, the one whose newest event is oldest.
 */
public final class UserFeaturePlan {
    /** Items that a user may have at most. */
    public static final int MOST_ITEMS = 10_000;

    private final EntityPlan ofUser;
    private final EntityPlan ofItems;
    private final int mostItems;

    /** @throws IllegalArgumentException if {@code mostItems} is not between 1 and {@link #MOST_ITEMS} */
    public UserFeaturePlan(FeaturePlan plan, int mostItems) {
        if (mostItems < 1 || mostItems > MOST_ITEMS) {
            throw new IllegalArgumentException("mostItems is " + mostItems + ": set it between 1 and " + MOST_ITEMS
                    + ", since every user's state holds so many");
        }
        this.ofUser = plan.of(Entity.USER);
        this.ofItems = plan.of(Entity.USER_ITEM);
        this.mostItems = mostItems;
    }

    /** Whether a feature looks at one user with one item. */
    public boolean hasItems() {
        return !ofItems.isEmpty();
    }

    /**
     * What is held of a user for exactly these features.
     *
     * @param features as another plan may have made them: what is held for features of the same definition stays, the rest goes;
     *     null for a user without any
     * @return the same object if it was made for the same features
     */
    public UserFeatures fit(@Nullable UserFeatures features) {
        if (features == null) {
            return new UserFeatures(ofUser.fingerprints(), ofItems.fingerprints(), Long.MIN_VALUE);
        }
        if (Arrays.equals(features.ofUser(), ofUser.fingerprints())
                && Arrays.equals(features.ofItems(), ofItems.fingerprints())) {
            features.share(ofUser.fingerprints(), ofItems.fingerprints());
            return features;
        }
        UserFeatures fitting = new UserFeatures(ofUser.fingerprints(), ofItems.fingerprints(), features.newestMs());
        fitting.user(fit(features.user(), features.ofUser(), ofUser.fingerprints()));
        for (long key : features.sortedItems()) {
            FeatureState state = fit(features.item(key), features.ofItems(), ofItems.fingerprints());
            if (state != null) {
                fitting.item(key, state);
            }
        }
        return fitting;
    }

    private static @Nullable FeatureState fit(@Nullable FeatureState state, long[] from, long[] to) {
        if (state == null) {
            return null;
        }
        FeatureState fitting = new FeatureState(to.length);
        boolean holds = false;
        for (int i = 0; i < from.length; i++) {
            for (int k = 0; k < to.length; k++) {
                if (from[i] == to[k]) {
                    fitting.part(k, state.part(i));
                    holds |= state.part(i) != null;
                }
            }
        }
        return holds ? fitting : null;
    }

    /** Counts an event of the user. */
    public void add(UserFeatures features, FeatureEvent event) {
        features.sees(event.timeMs());
        features.user(ofUser.add(features.user(), event));
        if (!ofItems.counts(event)) {
            return;
        }
        FeatureState before = features.item(event.item());
        while (before == null && features.items() >= mostItems) {
            features.makeRoom(ofItems);
        }
        FeatureState after = ofItems.add(before, event);
        if (before == null && after != null) {
            features.item(event.item(), after);
        }
    }

    /**
     * Fills in the features of the user.
     *
     * @param features null for none
     * @param into all columns of the plan; NaN where there is no value
     */
    public void readUser(@Nullable UserFeatures features, long timeMs, double[] into) {
        ofUser.read(features == null ? null : features.user(), timeMs, 0, into);
    }

    /**
     * Fills in the features of the user with an item.
     *
     * @param features null for none
     * @param item key of its id
     * @param into all columns of the plan; NaN where there is no value
     * @return false if nothing is held of that item, so that what is filled in holds for all such
     */
    public boolean readItem(@Nullable UserFeatures features, long item, long timeMs, double[] into) {
        FeatureState state = features == null ? null : features.item(item);
        ofItems.read(state, timeMs, 0, into);
        return state != null;
    }
}
