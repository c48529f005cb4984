package io.freshet.jobs.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.ranking.pipeline.DeclaredConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BuiltInFeaturesTest {
    @Test
    void theyAreOfUsersWithItemsAndTheRankerCanLookAtThem() {
        List<FeatureDefinition> definitions = BuiltInFeatures.whereItemsRepeat();

        assertThat(definitions).isNotEmpty().allSatisfy(each -> assertThat(each.entity())
                .isEqualTo(Entity.USER_ITEM));
        assertThat(new DeclaredConfig(definitions, DeclaredConfig.ITEMS).definitions())
                .hasSameSizeAs(definitions);
    }

    @Test
    void noneIsKeptForEver() {
        assertThat(BuiltInFeatures.whereItemsRepeat())
                .allSatisfy(each -> assertThat(each.ttl()).as(each.name()).isNotNull());
    }
}
