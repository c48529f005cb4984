package io.freshet.ranking.pipeline;

import io.freshet.features.declared.Aggregation;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.features.declared.FeaturePlan;
import io.freshet.features.declared.UserFeaturePlan;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Declared features that the {@link Ranker} looks at.
 *
 * @param definitions in the order of the columns; none for a ranker with its own features alone
 * @param items that a user may have features with at most
 */
public record DeclaredConfig(List<FeatureDefinition> definitions, int items) implements Serializable {
    /** Items that a user may have features with, unless something else is said. */
    public static final int ITEMS = 200;

    /** None. */
    public static final DeclaredConfig NONE = new DeclaredConfig(List.of(), ITEMS);

    /** Each adds a set of weights to every ranking and learning step. */
    private static final int MOST_OF_USERS = 16;

    /** Each adds a column to every ranking. */
    private static final int MOST_COLUMNS = 64;

    /** @throws IllegalArgumentException if the ranker cannot look at one of them, with its name and what to do */
    public DeclaredConfig {
        definitions = List.copyOf(definitions);
        if (items < 1 || items > UserFeaturePlan.MOST_ITEMS) {
            throw new IllegalArgumentException("items is " + items + ": set it between 1 and "
                    + UserFeaturePlan.MOST_ITEMS + ", since every user's state holds so many");
        }
        definitions.forEach(DeclaredConfig::require);
        long ofUsers = definitions.stream()
                .filter(each -> each.entity() == Entity.USER)
                .count();
        atMost(ofUsers, MOST_OF_USERS, "of users");
        atMost(definitions.size() - ofUsers, MOST_COLUMNS, "of items, and of users with items");
    }

    /**
     * Of a compiled file.
     *
     * @throws IllegalArgumentException if the ranker cannot look at one of its features, with its name and what to do
     */
    public static DeclaredConfig of(FeaturePlan plan, int items) {
        return new DeclaredConfig(List.of(), items).with(plan);
    }

    /**
     * These features and, behind them, those of a compiled file; one with the name of one of these takes its place.
     *
     * @throws IllegalArgumentException if the ranker cannot look at one of its features, with its name and what to do
     */
    public DeclaredConfig with(FeaturePlan plan) {
        if (plan.admission() > 1) {
            throw new IllegalArgumentException(
                    "admission is " + plan.admission() + ": the ranker counts from the first event on, leave it out");
        }
        Map<String, FeatureDefinition> byName = new LinkedHashMap<>();
        definitions.forEach(each -> byName.put(each.name(), each));
        plan.definitions().forEach(each -> byName.put(each.name(), each));
        return new DeclaredConfig(List.copyOf(byName.values()), items);
    }

    public boolean isEmpty() {
        return definitions.isEmpty();
    }

    private static void require(FeatureDefinition each) {
        String what = "feature " + each.name() + " ";
        if (each.aggregation() == Aggregation.SUM
                || each.aggregation() == Aggregation.MEAN
                || each.aggregation() == Aggregation.LAST) {
            throw new IllegalArgumentException(what + "is a " + name(each.aggregation())
                    + " of values, which the engine's events do not have: take count, distinct, decayed_count or"
                    + " ratio, or leave it to freshet export");
        }
        if (each.halfLifeEvents() != null) {
            throw new IllegalArgumentException(what + "has half-life-events, but no learner sees all events of the"
                    + " stream: give it a half-life in time");
        }
        if (RankerFeatures.has(each.name())) {
            throw new IllegalArgumentException(what + "has the name of one of the ranker's own: rename it");
        }
    }

    private static void atMost(long found, int most, String what) {
        if (found > most) {
            throw new IllegalArgumentException("there are " + found + " features " + what
                    + ", the ranker takes at most " + most + ": leave some out");
        }
    }

    private static String name(Aggregation aggregation) {
        return aggregation.name().toLowerCase(Locale.ROOT);
    }
}
