package io.freshet.ranking.pipeline;

import io.freshet.features.declared.Aggregation;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Declared features of every entity and every aggregation that the ranker takes. */
public final class SampleDeclared {
    private static final Set<String> VIEW = Set.of("view");
    private static final Duration HOUR = Duration.ofHours(1);

    private SampleDeclared() {}

    public static DeclaredConfig all() {
        List<FeatureDefinition> all = new ArrayList<>();
        for (Entity entity : Entity.values()) {
            all.addAll(of(entity));
        }
        return new DeclaredConfig(all, 1_000);
    }

    private static List<FeatureDefinition> of(Entity entity) {
        String prefix = entity.name().toLowerCase(Locale.ROOT) + "_";
        List<FeatureDefinition> all = new ArrayList<>(List.of(
                FeatureDefinition.builder(prefix + "events", entity, Aggregation.COUNT)
                        .build(),
                FeatureDefinition.builder(prefix + "views", entity, Aggregation.COUNT)
                        .events(VIEW)
                        .window(HOUR)
                        .build(),
                FeatureDefinition.builder(prefix + "heat", entity, Aggregation.DECAYED_COUNT)
                        .halfLife(Duration.ofMinutes(10))
                        .ttl(HOUR)
                        .build(),
                FeatureDefinition.builder(prefix + "bought", entity, Aggregation.RATIO)
                        .events(Set.of("purchase"))
                        .of(VIEW)
                        .build()));
        if (entity != Entity.USER_ITEM) {
            all.add(FeatureDefinition.builder(prefix + "others", entity, Aggregation.DISTINCT)
                    .window(HOUR)
                    .build());
        }
        return all;
    }
}
