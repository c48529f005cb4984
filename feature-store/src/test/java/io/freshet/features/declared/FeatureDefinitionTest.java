package io.freshet.features.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FeatureDefinitionTest {
    private static final Set<String> VIEW = Set.of("view");
    private static final Set<String> BUY = Set.of("buy");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void refusesWhatDoesNotGoTogetherAndBeginsWithTheKey() {
        assertRefused(of(Aggregation.COUNT).windowEvents(5), "window-events goes with sum, mean and ratio only");
        assertRefused(of(Aggregation.COUNT).of(VIEW), "of goes with ratio only");
        assertRefused(of(Aggregation.COUNT).halfLife(DAY), "half-life goes with decayed_count only");
        assertRefused(of(Aggregation.MEAN).halfLifeEvents(5L), "half-life-events goes with decayed_count only");
        assertRefused(of(Aggregation.DECAYED_COUNT), "half-life is missing");
        assertRefused(of(Aggregation.DECAYED_COUNT).halfLife(DAY).halfLifeEvents(5L), "half-life-events cannot go");
        assertRefused(of(Aggregation.DECAYED_COUNT).halfLife(DAY).window(DAY), "window cannot go with decayed_count");
        assertRefused(of(Aggregation.RATIO).of(VIEW), "events is missing");
        assertRefused(of(Aggregation.RATIO).events(BUY), "of is missing");
        assertRefused(of(Aggregation.RATIO).events(BUY).of(VIEW).windowEvents(5), "window-events of a ratio");
        assertRefused(
                FeatureDefinition.builder("f", Entity.USER_ITEM, Aggregation.DISTINCT), "aggregation distinct of one");
    }

    @Test
    void refusesValuesBeyondTheirLimitsAndNamesThem() {
        assertRefused(FeatureDefinition.builder("2nd", Entity.USER, Aggregation.COUNT), "name is '2nd'");
        assertRefused(of(Aggregation.COUNT).window(Duration.ofMillis(5)), "window is 5 ms: it must be 1s to 36525d");
        assertRefused(of(Aggregation.COUNT).ttl(Duration.ofDays(40_000)), "ttl is 3456000000000 ms");
        assertRefused(of(Aggregation.MEAN).windowEvents(1_001), "window-events is 1001: it must be 1 to 1000");
        assertRefused(of(Aggregation.DECAYED_COUNT).halfLifeEvents(0L), "half-life-events is 0");
        assertRefused(of(Aggregation.COUNT).defaultValue(Double.NaN), "default is NaN");
    }

    @Test
    void aPlanRefusesTwoFeaturesOfOneNameAndTooManyTypes() {
        FeatureDefinition count = of(Aggregation.COUNT).build();
        assertThatThrownBy(() -> FeaturePlan.of(List.of(count, count))).hasMessageContaining("two features");
        assertThatThrownBy(() -> FeaturePlan.of(List.of())).hasMessageContaining("there are 0 features");
        Set<String> types = IntStream.range(0, 64).mapToObj(i -> "t" + i).collect(Collectors.toSet());
        FeatureDefinition many = of(Aggregation.COUNT).events(types).build();
        assertThatThrownBy(() -> FeaturePlan.of(List.of(many))).hasMessageContaining("64 types of event");
    }

    @Test
    void allNamedTypesAreToldFromOthers() {
        Set<String> types = IntStream.range(0, 63).mapToObj(i -> "t" + i).collect(Collectors.toSet());
        FeaturePlan plan =
                FeaturePlan.of(List.of(of(Aggregation.COUNT).events(types).build()));
        assertThat(types.stream().map(plan::typeOf).distinct()).hasSize(63).doesNotContain(plan.typeOf("other"));
    }

    @Test
    void anEventOfAValueThatWouldRunOverIsRefused() {
        assertThatThrownBy(() -> new FeatureEvent(1, 2, 3, 0, 2e9, 0, 0))
                .hasMessageContaining("value is 2.0E9, allowed is -1000000000 to 1000000000");
    }

    private static FeatureDefinition.Builder of(Aggregation aggregation) {
        return FeatureDefinition.builder("f", Entity.USER, aggregation);
    }

    private static void assertRefused(FeatureDefinition.Builder builder, String message) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
