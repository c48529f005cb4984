package io.freshet.ranking.pipeline;

import static java.util.Objects.requireNonNull;

import io.freshet.embedding.ItemIndex;
import io.freshet.features.ItemAges;
import io.freshet.features.ItemFeatures;
import io.freshet.features.RankerState;
import io.freshet.features.UserState;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.features.declared.FeatureEvent;
import io.freshet.features.declared.FeaturePlan;
import io.freshet.features.declared.UserFeaturePlan;
import io.freshet.features.declared.UserFeatures;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Declared features as the engine computes them, compiled once: what concerns a user is in the user's state, what concerns an
 * item in the ranker's. One thread. Cost of an event: O(features).
 */
public final class DeclaredFeatures {
    private final FeaturePlan plan;
    private final UserFeaturePlan users;
    private final ItemFeatures items;

    /**
     * @param config not empty
     * @param ranker of {@link Ranker#layout} with that config
     */
    public DeclaredFeatures(DeclaredConfig config, RankerState ranker) {
        this.plan = requireNonNull(ranker.plan(), "the ranker's layout has no declared features");
        this.users = new UserFeaturePlan(plan, config.items());
        this.items = ranker.itemFeatures();
    }

    /** Makes what a user's state holds that of these features. */
    public void fit(UserState user) {
        user.features(users.fit(user.features()));
    }

    /**
     * Counts an event, whatever it weighs; to be called after it was ranked and learned from.
     *
     * @param userKey of the user's id
     * @param itemKey of the event's item
     * @param itemId of the same; null where nothing is to be counted of it
     * @param eventKey of the event's id
     * @param type of the event, as it is named
     */
    public void add(
            UserState user,
            long userKey,
            long itemKey,
            @Nullable String itemId,
            long eventKey,
            String type,
            long timeMs) {
        UserFeatures features = users.fit(user.features());
        user.features(features);
        FeatureEvent event =
                new FeatureEvent(userKey, itemKey, eventKey, plan.typeOf(type), FeatureEvent.NO_VALUE, timeMs, 0);
        users.add(features, event);
        if (itemId != null) {
            items.add(itemId, event);
        }
    }

    /** Forgets items that expired, in a step of {@link io.freshet.features.ItemExpiry}. */
    public void expire(ItemAges ages, ItemIndex index) {
        items.expire(ages, index);
    }

    /** Bytes of the heap that what is held of items takes. */
    public long itemBytes() {
        return items.bytes();
    }

    FeaturePlan plan() {
        return plan;
    }

    UserFeaturePlan users() {
        return users;
    }

    ItemFeatures items() {
        return items;
    }

    /** The columns of all features but those of users, which are equal for all candidates. */
    static List<FeatureDefinition> columns(DeclaredConfig config) {
        return config.definitions().stream()
                .filter(each -> each.entity() != Entity.USER)
                .toList();
    }

    /** The features of users, each of which tells a situation. */
    static List<FeatureDefinition> situations(DeclaredConfig config) {
        return config.definitions().stream()
                .filter(each -> each.entity() == Entity.USER)
                .toList();
    }

    /** What their weights depend on: name and meaning of each, in the order of the file. */
    static List<String> fingerprints(DeclaredConfig config) {
        List<String> fingerprints = new ArrayList<>();
        for (FeatureDefinition each : config.definitions()) {
            fingerprints.add(each.name() + "#" + HexFormat.of().toHexDigits(each.fingerprint()));
        }
        return fingerprints;
    }
}
