package io.freshet.features.declared;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Definitions, compiled once. Immutable. */
public final class FeaturePlan {
    private static final int MOST_FEATURES = 1_000;

    private final List<FeatureDefinition> definitions;
    private final EventTypes types;
    private final int admission;
    private final Map<Entity, EntityPlan> plans = new EnumMap<>(Entity.class);

    private FeaturePlan(List<FeatureDefinition> definitions, int admission) {
        this.admission = admission;
        this.definitions = definitions;
        this.types = new EventTypes(definitions);
        for (Entity entity : Entity.values()) {
            plans.put(entity, planOf(entity));
        }
    }

    /** Every user, item and pair has features from its first event on. */
    public static FeaturePlan of(List<FeatureDefinition> definitions) {
        return of(definitions, 1);
    }

    /**
     * @param definitions in the order of the columns
     * @param admission events that count with which a user, item or pair gets features; those before do not count
     * @throws IllegalArgumentException if there are none or too many, or two have one name
     */
    public static FeaturePlan of(List<FeatureDefinition> definitions, int admission) {
        if (admission < 1 || admission > Admission.MOST_EVENTS) {
            throw new IllegalArgumentException(
                    "admission is " + admission + ": set it between 1, for all, and " + Admission.MOST_EVENTS);
        }
        if (definitions.isEmpty() || definitions.size() > MOST_FEATURES) {
            throw new IllegalArgumentException(
                    "there are " + definitions.size() + " features: declare 1 to " + MOST_FEATURES);
        }
        Set<String> names = new HashSet<>();
        for (FeatureDefinition definition : definitions) {
            if (!names.add(definition.name())) {
                throw new IllegalArgumentException(
                        "name " + definition.name() + " is given to two features: rename one");
            }
        }
        return new FeaturePlan(List.copyOf(definitions), admission);
    }

    private EntityPlan planOf(Entity entity) {
        List<CompiledFeature> features = new ArrayList<>();
        int[] columns = new int[definitions.size()];
        long[] fingerprints = new long[definitions.size()];
        for (int column = 0; column < definitions.size(); column++) {
            FeatureDefinition definition = definitions.get(column);
            if (definition.entity() == entity) {
                columns[features.size()] = column;
                fingerprints[features.size()] = definition.fingerprint();
                features.add(CompiledFeature.of(definition, types));
            }
        }
        return new EntityPlan(features, columns, Arrays.copyOf(fingerprints, features.size()));
    }

    /** Events with which a user, item or pair gets features. */
    public int admission() {
        return admission;
    }

    /** Features, and so columns. */
    public int size() {
        return definitions.size();
    }

    public List<FeatureDefinition> definitions() {
        return definitions;
    }

    /** The number of a type of event; types that no definition names share one. */
    public int typeOf(String type) {
        return types.of(type);
    }

    public EntityPlan of(Entity entity) {
        return Objects.requireNonNull(plans.get(entity));
    }
}
