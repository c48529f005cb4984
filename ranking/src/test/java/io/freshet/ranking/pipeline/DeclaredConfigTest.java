package io.freshet.ranking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.features.declared.Aggregation;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.features.declared.FeaturePlan;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DeclaredConfigTest {
    @ParameterizedTest
    @EnumSource(
            value = Aggregation.class,
            names = {"SUM", "MEAN", "LAST"})
    void whatLooksAtValuesIsRefusedSinceTheEngineSeesNone(Aggregation aggregation) {
        FeatureDefinition price =
                FeatureDefinition.builder("price", Entity.USER, aggregation).build();

        assertThatThrownBy(() -> of(price))
                .hasMessage("feature price is a " + aggregation.name().toLowerCase(Locale.ROOT)
                        + " of values, which the engine's events do not have: take count, distinct, decayed_count or"
                        + " ratio, or leave it to freshet export");
    }

    @Test
    void whatNeedsTheClockOfTheWholeStreamIsRefused() {
        FeatureDefinition heat = FeatureDefinition.builder("heat", Entity.USER_ITEM, Aggregation.DECAYED_COUNT)
                .halfLifeEvents(100L)
                .build();

        assertThatThrownBy(() -> of(heat))
                .hasMessageStartingWith("feature heat has half-life-events, but no learner sees all events")
                .hasMessageEndingWith("give it a half-life in time");
    }

    @Test
    void aNameOfTheRankersOwnIsRefused() {
        assertThatThrownBy(() -> of(count("popular", Entity.ITEM)))
                .hasMessage("feature popular has the name of one of the ranker's own: rename it");
    }

    @Test
    void aFileTakesThePlaceOfWhatHasTheSameNameAndAddsTheRest() {
        DeclaredConfig config = of(count("a", Entity.USER_ITEM), count("b", Entity.USER_ITEM));
        FeaturePlan file = FeaturePlan.of(List.of(count("c", Entity.USER), count("a", Entity.USER)));

        assertThat(config.with(file).definitions())
                .containsExactly(count("a", Entity.USER), count("b", Entity.USER_ITEM), count("c", Entity.USER));
        assertThat(config.with(file).items()).isEqualTo(config.items());
    }

    @Test
    void admissionIsRefused() {
        FeaturePlan plan = FeaturePlan.of(List.of(count("views", Entity.USER)), 3);

        assertThatThrownBy(() -> DeclaredConfig.of(plan, 10)).hasMessageStartingWith("admission is 3: ");
        assertThat(DeclaredConfig.of(FeaturePlan.of(plan.definitions()), 10).definitions())
                .isEqualTo(plan.definitions());
    }

    @Test
    void tooManyAreRefused() {
        List<FeatureDefinition> users = IntStream.range(0, 17)
                .mapToObj(n -> count("f" + n, Entity.USER))
                .toList();
        assertThatThrownBy(() -> new DeclaredConfig(users, 1))
                .hasMessageContaining("17 features of users")
                .hasMessageContaining("at most 16");
        List<FeatureDefinition> items = Collections.nCopies(65, count("f", Entity.ITEM));
        assertThatThrownBy(() -> new DeclaredConfig(items, 1)).hasMessageContaining("at most 64");
        assertThatThrownBy(() -> new DeclaredConfig(List.of(), 0)).hasMessageStartingWith("items is 0: ");
    }

    @Test
    void otherDefinitionsHaveWeightsOfTheirOwn() {
        String none = Ranker.layout(RankerConfig.DEFAULTS).weightsRow();
        String views = row(count("a", Entity.USER_ITEM));
        assertThat(views).isNotEqualTo(none);
        assertThat(row(count("b", Entity.USER_ITEM))).isNotEqualTo(views);
        assertThat(row(count("a", Entity.USER))).isNotEqualTo(views);
        assertThat(row(count("b", Entity.USER))).isNotEqualTo(row(count("a", Entity.USER)));
        assertThat(row(FeatureDefinition.builder("a", Entity.USER_ITEM, Aggregation.COUNT)
                        .window(Duration.ofDays(1))
                        .build()))
                .isNotEqualTo(views);
        assertThat(row(count("a", Entity.USER_ITEM))).isEqualTo(views);
        assertThat(Ranker.layout(RankerConfig.DEFAULTS, DeclaredConfig.NONE).weightsRow())
                .isEqualTo(none);
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, 0",
        "-3, 0",
        "0, 0",
        "0.01, 1",
        "0.124, 1",
        "0.125, 2",
        "0.5, 4",
        "0.999, 4",
        "1, 5",
        "2, 6",
        "3.9, 6",
        "63, 10",
        "64, 11",
        "1e300, 11",
        "Infinity, 11"
    })
    void aSituationIsAPowerOfTwo(double value, int bucket) {
        assertThat(DeclaredSituation.bucket(value)).isEqualTo(bucket).isLessThan(DeclaredSituation.BUCKETS);
    }

    @ParameterizedTest
    @CsvSource({"NaN, 0, 0", "0, 0, 0", "1, .2310, 1", "-1, -.2310, -1", "1e300, 6.908, 10", "-1e300, -6.908, -10"})
    void everyColumnIsFinite(double value, float ofCount, float ofRatio) {
        assertThat(DeclaredColumns.ofCount(value)).isCloseTo(ofCount, within(1e-3f));
        assertThat(DeclaredColumns.ofRatio(value)).isEqualTo(ofRatio);
    }

    private static String row(FeatureDefinition definition) {
        return Ranker.layout(RankerConfig.DEFAULTS, of(definition)).weightsRow();
    }

    private static DeclaredConfig of(FeatureDefinition... definitions) {
        return new DeclaredConfig(List.of(definitions), DeclaredConfig.ITEMS);
    }

    private static FeatureDefinition count(String name, Entity entity) {
        return FeatureDefinition.builder(name, entity, Aggregation.COUNT).build();
    }
}
