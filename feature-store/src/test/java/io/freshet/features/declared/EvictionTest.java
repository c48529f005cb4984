package io.freshet.features.declared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EvictionTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int ONE_TIME_USERS = 1_000_000;
    private static final int SECOND = 1_000;

    @Test
    void aMillionOneTimeUsersTakeTheMemoryOfThoseOfADay() {
        FeaturePlan plan = FeaturePlan.of(List.of(
                user("views", Aggregation.COUNT).window(DAY).build(),
                user("seen", Aggregation.DISTINCT).window(Duration.ofHours(6)).build(),
                user("spent", Aggregation.SUM).ttl(DAY).build()));
        FeatureTables tables = new FeatureTables(plan);
        FeatureTable users = tables.users();
        long half = 0;
        for (int user = 0; user < ONE_TIME_USERS; user++) {
            tables.add(new FeatureEvent(user, user % 100, user, 0, 1, (long) user * SECOND, user));
            half = user == ONE_TIME_USERS / 2 ? users.mostBytes() : half;
        }

        long usersOfADay = DAY.toSeconds();
        assertThat(users.most()).isBetween(usersOfADay, 2 * usersOfADay + 1);
        assertThat(users.size() + users.evicted()).isEqualTo(ONE_TIME_USERS);
        assertThat(users.mostBytes()).isEqualTo(half).isLessThan(users.most() * 300);
        assertThat(tables.items().size()).isZero();
    }

    @Test
    void whatIsLetGoCannotBeToldFromWhatIsKept() {
        FeaturePlan plan = FeaturePlan.of(SampleFeatures.all().stream()
                .filter(definition -> definition.entity() == Entity.USER)
                .filter(definition -> definition.ttl() != null || definition.window() != null)
                .toList());
        EntityPlan users = plan.of(Entity.USER);
        Map<Long, FeatureState> kept = new HashMap<>();
        FeatureTables tables = new FeatureTables(plan);
        double[] found = new double[plan.size()];
        double[] expected = new double[plan.size()];
        for (FeatureEvent event : SampleFeatures.events(plan, 6_000, 3_000, 3, 2_000, 1)) {
            tables.read(event.user(), event.item(), event.timeMs(), event.clock(), found);
            users.read(kept.get(event.user()), event.timeMs(), event.clock(), expected);
            assertThat(found).isEqualTo(expected);
            tables.add(event);
            kept.compute(event.user(), (user, state) -> users.add(state, event));
        }
        assertThat(tables.users().evicted()).isGreaterThan(1_000);
    }

    @Test
    void withoutAnEndNobodyIsLetGo() {
        FeaturePlan plan = FeaturePlan.of(List.of(
                user("views", Aggregation.COUNT).window(DAY).build(),
                user("all", Aggregation.COUNT).build()));
        FeatureTables tables = new FeatureTables(plan);
        for (int user = 0; user < 10_000; user++) {
            tables.add(new FeatureEvent(user, 0, user, 0, 1, user * DAY.toMillis(), user));
        }

        assertThat(plan.of(Entity.USER).lifetimeMs()).isEqualTo(Aggregator.NO_END);
        assertThat(tables.users().size()).isEqualTo(10_000);
        assertThat(tables.users().evicted()).isZero();
    }

    @Test
    void theBytesAreThoseOfTheStatesThatAreHeld() {
        FeaturePlan plan = FeaturePlan.of(SampleFeatures.all());
        FeatureTables tables = new FeatureTables(plan);
        SampleFeatures.events(plan, 3_000, 20, 10, 20_000, 2).forEach(tables::add);

        long bytes = 0;
        for (int user = 0; user < 20; user++) {
            FeatureState state = tables.users().state(user);
            bytes += state == null ? 0 : state.bytes() + 24;
        }
        assertThat(tables.users().bytes()).isEqualTo(bytes).isPositive();
    }

    private static FeatureDefinition.Builder user(String name, Aggregation aggregation) {
        return FeatureDefinition.builder(name, Entity.USER, aggregation);
    }
}
