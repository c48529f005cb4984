package io.freshet.features.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user's own state holds, beside the tables of all users that a training set is made from. */
final class UserFeaturesRandomizedTest {
    private static final int MANY = 1_000;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** But for those in events of the whole stream, which one user's state cannot know. */
    private final List<FeatureDefinition> definitions = SampleFeatures.all().stream()
            .filter(definition -> definition.entity() != Entity.ITEM)
            .filter(definition -> definition.halfLifeEvents() == null)
            .toList();

    private final FeaturePlan plan = FeaturePlan.of(definitions);
    private final double[] found = new double[plan.size()];
    private final double[] expected = new double[plan.size()];

    @ParameterizedTest(name = "{0} users, {1} items, up to {2} ms apart, seed {3}")
    @CsvSource({"3, 4, 2000, 1", "3, 40, 60000, 2", "40, 30, 4000, 3"})
    void areThoseOfTheTablesAlsoWhenEveryStateIsWrittenAndReadBetween(int users, int items, int gapMs, long seed)
            throws IOException {
        UserFeaturePlan perUser = new UserFeaturePlan(plan, MANY);
        Map<Long, UserFeatures> states = new HashMap<>();
        FeatureTables tables = new FeatureTables(plan);
        for (FeatureEvent event : SampleFeatures.events(plan, 600, users, items, gapMs, seed)) {
            UserFeatures state = perUser.fit(states.get(event.user()));
            perUser.readUser(state, event.timeMs(), found);
            perUser.readItem(state, event.item(), event.timeMs(), found);
            tables.read(event.user(), event.item(), event.timeMs(), event.clock(), expected);
            assertThat(found).isEqualTo(expected);
            UserFeatures copy = state.copy();
            perUser.add(state, event);
            states.put(event.user(), reread(state));
            perUser.add(copy, event);
            assertThat(written(copy)).isEqualTo(written(state));
            tables.add(event);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"1", "2"})
    void whatOtherFeaturesShareStaysAndTheRestBeginsAnew(long seed) {
        FeaturePlan others = FeaturePlan.of(swapped(definitions));
        UserFeaturePlan before = new UserFeaturePlan(plan, MANY);
        UserFeaturePlan after = new UserFeaturePlan(others, MANY);
        UserFeatures state = before.fit(null);
        List<FeatureEvent> events = SampleFeatures.events(plan, 200, 1, 5, 2000, seed);
        events.forEach(event -> before.add(state, event));
        long nowMs = events.get(events.size() - 1).timeMs();

        UserFeatures fitting = after.fit(state);

        double[] then = new double[others.size()];
        for (int item = 0; item < 5; item++) {
            before.readUser(state, nowMs, expected);
            before.readItem(state, item, nowMs, expected);
            after.readUser(fitting, nowMs, then);
            after.readItem(fitting, item, nowMs, then);
            for (int column = 0; column < others.size(); column++) {
                FeatureDefinition definition = others.definitions().get(column);
                int place = definitions.indexOf(definition);
                assertThat(then[column])
                        .as(definition.name())
                        .isEqualTo(place < 0 ? definition.valueOfNothing() : expected[place]);
            }
        }
        assertThat(after.fit(fitting)).isSameAs(fitting);
    }

    /** The other way round, without the first, and with a new one. */
    private static List<FeatureDefinition> swapped(List<FeatureDefinition> all) {
        List<FeatureDefinition> swapped = new ArrayList<>();
        for (FeatureDefinition each : all.subList(1, all.size())) {
            swapped.add(0, each);
        }
        swapped.add(FeatureDefinition.builder("new", Entity.USER_ITEM, Aggregation.COUNT)
                .events(SampleFeatures.VIEW)
                .build());
        return swapped;
    }

    @Test
    void aUserKeepsTheItemsThatWereTouchedLast() {
        FeaturePlan counts = FeaturePlan.of(List.of(
                count("all").build(), count("day").window(Duration.ofDays(1)).build()));
        UserFeaturePlan perUser = new UserFeaturePlan(counts, 3);
        UserFeatures state = perUser.fit(null);
        for (long item : new long[] {1, 2, 3, 1, 4}) {
            perUser.add(state, event(item, item == 1 ? 10 : item));
        }
        assertThat(state.sortedItems()).containsExactly(1, 3, 4);

        for (int item = 10; item < 100_000; item++) {
            perUser.add(state, event(item, item));
            assertThat(state.items()).isEqualTo(3);
        }
        assertThat(state.bytes()).isLessThan(1_000);
    }

    @Test
    void itemsThatReadAsNothingGoFirst() {
        FeaturePlan counts = FeaturePlan.of(List.of(
                count("views")
                        .events(SampleFeatures.VIEW)
                        .ttl(Duration.ofHours(2))
                        .build(),
                count("buys").events(SampleFeatures.BUY).ttl(Duration.ofDays(9)).build()));
        UserFeaturePlan perUser = new UserFeaturePlan(counts, 3);
        UserFeatures state = perUser.fit(null);
        int view = counts.typeOf("view");
        int buy = counts.typeOf("buy");
        perUser.add(state, event(1, buy, 0));
        perUser.add(state, event(2, view, HOUR));
        perUser.add(state, event(3, view, 2 * HOUR));

        perUser.add(state, event(4, view, 24 * 10 * HOUR));
        assertThat(state.sortedItems()).containsExactly(4);
        perUser.add(state, event(5, counts.typeOf("wish"), 24 * 10 * HOUR));
        assertThat(state.sortedItems()).as("no feature looks at wishes").containsExactly(4);
        assertThat(state.newestMs()).isEqualTo(24 * 10 * HOUR);
    }

    @Test
    void aPlanWithOtherThanSoManyItemsIsRefused() {
        assertThatThrownBy(() -> new UserFeaturePlan(plan, 0))
                .hasMessageStartingWith("mostItems is 0: set it between 1 and 10000");
        assertThatThrownBy(() -> new UserFeaturePlan(plan, 10_001)).hasMessageContaining("10001");
    }

    @Test
    void aStateIsKnownByAllThatGivesItItsMeaning() {
        FeatureDefinition.Builder views = count("a").events(SampleFeatures.VIEW);
        long fingerprint = views.build().fingerprint();
        assertThat(views.ttl(Duration.ofDays(3)).defaultValue(2.0).build().fingerprint())
                .as("ttl and default hold when a state is read")
                .isEqualTo(fingerprint);
        assertThat(count("b").events(SampleFeatures.VIEW).build().fingerprint()).isNotEqualTo(fingerprint);
        assertThat(count("a").build().fingerprint()).isNotEqualTo(fingerprint);
        assertThat(views.window(Duration.ofDays(3)).build().fingerprint()).isNotEqualTo(fingerprint);
        assertThat(FeatureDefinition.builder("a", Entity.USER, Aggregation.COUNT)
                        .events(SampleFeatures.VIEW)
                        .build()
                        .fingerprint())
                .isNotEqualTo(fingerprint);
    }

    private static FeatureDefinition.Builder count(String name) {
        return FeatureDefinition.builder(name, Entity.USER_ITEM, Aggregation.COUNT);
    }

    private static FeatureEvent event(long item, long timeMs) {
        return event(item, 0, timeMs);
    }

    private static FeatureEvent event(long item, int type, long timeMs) {
        return new FeatureEvent(7, item, timeMs, type, FeatureEvent.NO_VALUE, timeMs, 0);
    }

    private static UserFeatures reread(UserFeatures features) throws IOException {
        return UserFeaturesFormat.read(new DataInputStream(new ByteArrayInputStream(written(features))));
    }

    private static byte[] written(UserFeatures features) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        UserFeaturesFormat.write(features, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
