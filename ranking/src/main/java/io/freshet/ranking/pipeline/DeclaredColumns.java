package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.simd.StableMath;
import io.freshet.features.ItemFeatures;
import io.freshet.features.declared.Aggregation;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.features.declared.UserFeaturePlan;
import io.freshet.features.declared.UserFeatures;
import java.util.Arrays;
import java.util.List;

/**
 * A column for each declared feature of an item, or of a user with an item. A count becomes sign(x) · log(1 + |x|) ÷ 3, a ratio
 * stays as it is within ±10, and no value is 0. Cost: a look-up a candidate, and the features of those that something is held of.
 */
final class DeclaredColumns implements FeatureGroup {
    private static final float SCALE = 1 / 3f;
    private static final double MOST_COUNT = 1e9;
    private static final double MOST_RATIO = 10;

    private final ItemIndex index;
    private final UserFeaturePlan users;
    private final ItemFeatures items;
    private final List<String> names;

    /** By column. */
    private final int[] features;

    private final boolean[] ofItem;
    private final boolean[] isRatio;
    private final boolean hasOfItem;
    private final double[] values;

    DeclaredColumns(DeclaredFeatures declared, ItemIndex index) {
        this.index = index;
        this.users = declared.users();
        this.items = declared.items();
        List<FeatureDefinition> all = declared.plan().definitions();
        List<FeatureDefinition> columns =
                all.stream().filter(each -> each.entity() != Entity.USER).toList();
        this.names = columns.stream().map(FeatureDefinition::name).toList();
        this.features = new int[columns.size()];
        this.ofItem = new boolean[columns.size()];
        this.isRatio = new boolean[columns.size()];
        boolean any = false;
        for (int column = 0; column < columns.size(); column++) {
            FeatureDefinition each = columns.get(column);
            features[column] = all.indexOf(each);
            ofItem[column] = each.entity() == Entity.ITEM;
            isRatio[column] = each.aggregation() == Aggregation.RATIO;
            any |= ofItem[column];
        }
        this.hasOfItem = any;
        this.values = new double[all.size()];
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public void fill(Query query, CandidateTable table, int first) {
        fillOfUser(query, table, first);
        for (int place = 0; hasOfItem && place < table.size(); place++) {
            items.read(index.key(table.row(place)), query.timeMs(), values);
            put(table, first, place, true);
        }
    }

    /** Most candidates are nothing that the user had to do with. */
    private void fillOfUser(Query query, CandidateTable table, int first) {
        if (!users.hasItems()) {
            return;
        }
        users.readItem(null, 0, query.timeMs(), values);
        for (int column = 0; column < features.length; column++) {
            if (!ofItem[column]) {
                Arrays.fill(table.column(first + column), 0, table.size(), value(column));
            }
        }
        UserFeatures held = query.features();
        if (held == null || held.items() == 0) {
            return;
        }
        for (int place = 0; place < table.size(); place++) {
            if (users.readItem(held, index.key(table.row(place)), query.timeMs(), values)) {
                put(table, first, place, false);
            }
        }
    }

    private void put(CandidateTable table, int first, int place, boolean areOfItem) {
        for (int column = 0; column < features.length; column++) {
            if (ofItem[column] == areOfItem) {
                table.column(first + column)[place] = value(column);
            }
        }
    }

    private float value(int column) {
        double value = values[features[column]];
        return isRatio[column] ? ofRatio(value) : ofCount(value);
    }

    static float ofRatio(double value) {
        return Double.isNaN(value) ? 0f : (float) Math.max(-MOST_RATIO, Math.min(MOST_RATIO, value));
    }

    static float ofCount(double value) {
        if (Double.isNaN(value)) {
            return 0f;
        }
        float log = SCALE * StableMath.log((float) (1 + Math.min(MOST_COUNT, Math.abs(value))));
        return value < 0 ? -log : log;
    }
}
