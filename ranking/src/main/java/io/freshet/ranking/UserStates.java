package io.freshet.ranking;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.StableHash;
import io.freshet.features.UserState;
import io.freshet.ranking.pipeline.DeclaredFeatures;
import io.freshet.ranking.pipeline.Ranker;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Begins the states of users, and makes those fit that come from a job with other settings. */
final class UserStates {
    private final RecommenderConfig config;
    private final long expiryMs;
    private final ItemModel model;
    private final @Nullable DeclaredFeatures declared;
    private final @Nullable Ranker ranker;

    UserStates(
            RecommenderConfig config, ItemModel model, @Nullable DeclaredFeatures declared, @Nullable Ranker ranker) {
        this.config = config;
        this.expiryMs = TimeUnit.DAYS.toMillis(config.users().expiryDays());
        this.model = model;
        this.declared = declared;
        this.ranker = ranker;
    }

    /** The state of a user before the first event. */
    UserState begin(String userId) {
        UserState user = new UserState(model.startOfUser(StableHash.of(userId)), config.memory());
        fitFeatures(user);
        return user;
    }

    /** Drops what these settings have no use for. */
    UserState fit(UserState user) {
        user.recent().keep(config.memory());
        fitFeatures(user);
        fitLists(user);
        return user;
    }

    private void fitLists(UserState user) {
        if (ranker == null) {
            user.lists(null);
        } else {
            ranker.fitLists(user);
        }
    }

    /** Who comes from a job with other features keeps what is the same, and what nobody counts on would be wrong later. */
    private void fitFeatures(UserState user) {
        if (declared != null) {
            declared.fit(user);
        } else {
            user.features(null);
        }
    }

    boolean isExpired(UserState user, long timeMs) {
        long newestMs = user.newestMs();
        return expiryMs > 0 && newestMs != Long.MIN_VALUE && timeMs - newestMs > expiryMs;
    }

    void requireFitting(UserState user) {
        int values = user.taste().values().length;
        if (values != model.dimension()) {
            throw new IllegalArgumentException("the user's vector has " + values
                    + " values, but the model's dimension is " + model.dimension()
                    + ": restore the state with the dimension that it was written with");
        }
    }
}
