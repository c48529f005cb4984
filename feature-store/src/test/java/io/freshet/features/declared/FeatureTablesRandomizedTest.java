package io.freshet.features.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeatureTablesRandomizedTest {
    private static final double ROUNDING = 1e-9;

    /** Of a decayed count: weights are rounded to 2⁻³¹, and what is 32 half-lives old is dropped. */
    private static final double RELATIVE = 1e-8;

    private final FeaturePlan plan = FeaturePlan.of(SampleFeatures.all());
    private final double[] found = new double[plan.size()];

    @ParameterizedTest(name = "{0} users, {1} items, up to {2} ms apart, seed {3}")
    @CsvSource({"3, 4, 2000, 1", "3, 4, 60000, 2", "1, 1, 10000, 3", "40, 30, 4000, 4", "2, 2, 400000, 5"})
    void everyFeatureIsWhatTheWholeHistorySays(int users, int items, int gapMs, long seed) {
        NaiveFeatures oracle = new NaiveFeatures(plan);
        FeatureTables tables = new FeatureTables(plan);
        for (FeatureEvent event : SampleFeatures.events(plan, 300, users, items, gapMs, seed)) {
            tables.read(event.user(), event.item(), event.timeMs(), event.clock(), found);
            for (int column = 0; column < plan.size(); column++) {
                check(plan.definitions().get(column), found[column], event, oracle);
            }
            oracle.add(event);
            tables.add(event);
        }
    }

    private static void check(FeatureDefinition definition, double value, FeatureEvent at, NaiveFeatures oracle) {
        double exact = oracle.read(definition, at.user(), at.item(), at.timeMs(), at.clock());
        if (!isInBuckets(definition)) {
            assertNear(definition, value, exact);
            return;
        }
        Duration window = bucketWindow(definition, at.timeMs());
        assertNear(definition, value, oracle.read(definition, at.user(), at.item(), at.timeMs(), at.clock(), window));
        if (definition.aggregation() == Aggregation.COUNT) {
            assertThat(value).isLessThanOrEqualTo(exact);
        }
    }

    private static void assertNear(FeatureDefinition definition, double value, double expected) {
        double relative = definition.aggregation() == Aggregation.DECAYED_COUNT ? RELATIVE * expected : 0;
        boolean near = Double.isNaN(expected) ? Double.isNaN(value) : Math.abs(value - expected) <= relative + ROUNDING;
        if (!near) {
            // a hundred thousand descriptions would take longer than the test
            fail("%s is %s instead of %s", definition, value, expected);
        }
    }

    private static boolean isInBuckets(FeatureDefinition definition) {
        return definition.window() != null
                && definition.windowEvents() == null
                && List.of(Aggregation.COUNT, Aggregation.SUM, Aggregation.MEAN, Aggregation.RATIO)
                        .contains(definition.aggregation());
    }

    /** The window from the beginning of the oldest bucket to now, never longer than declared and shorter by a 16th at most. */
    private static Duration bucketWindow(FeatureDefinition definition, long nowMs) {
        Duration window = definition.window();
        long windowMs = window == null ? 0 : window.toMillis();
        long widthMs = windowMs / 32;
        long beginMs = (nowMs / widthMs - 31) * widthMs;
        long lengthMs = nowMs - beginMs + 1;
        assertThat(lengthMs).isBetween(windowMs - windowMs / 16, windowMs);
        return Duration.ofMillis(lengthMs);
    }
}
