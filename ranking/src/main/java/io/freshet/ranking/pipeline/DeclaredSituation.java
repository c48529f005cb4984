package io.freshet.ranking.pipeline;

import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.features.declared.UserFeaturePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * A declared feature of the user, by powers of two: none or nothing, less than 1/8, 1/4, 1/2, 1, 2, 4, 8, 16, 32, 64, more. As a
 * column it would be equal for all candidates, and so say nothing of their order; as a situation it says what the others count.
 * One thread. Cost: the features of a user.
 */
final class DeclaredSituation implements Bucketing {
    static final int BUCKETS = 12;

    /** Of the least bucket above nothing, and of the last one: floor(log2 x). */
    private static final int LEAST = -4;

    private static final int MOST = 6;

    private final UserFeaturePlan users;
    private final int feature;
    private final double[] values;

    private DeclaredSituation(UserFeaturePlan users, int feature, double[] values) {
        this.users = users;
        this.feature = feature;
        this.values = values;
    }

    /** One for each feature of users, in the order of the file. */
    static List<Bucketing> of(DeclaredFeatures declared) {
        List<FeatureDefinition> all = declared.plan().definitions();
        double[] values = new double[all.size()];
        List<Bucketing> situations = new ArrayList<>();
        for (int feature = 0; feature < all.size(); feature++) {
            if (all.get(feature).entity() == Entity.USER) {
                situations.add(new DeclaredSituation(declared.users(), feature, values));
            }
        }
        return situations;
    }

    @Override
    public int buckets() {
        return BUCKETS;
    }

    @Override
    public int bucket(Query query) {
        users.readUser(query.features(), query.timeMs(), values);
        return bucket(values[feature]);
    }

    static int bucket(double value) {
        if (!(value > 0)) {
            return 0;
        }
        return 1 - LEAST + Math.max(LEAST, Math.min(MOST, Math.getExponent(value)));
    }
}
