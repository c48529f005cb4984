package io.freshet.benchmarks.loops;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.benchmarks.engine.EngineStream;
import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class PoisoningTest {
    private final List<Interaction> stream = EngineStream.generated(20_000);
    private final Poisoning poisoning = new Poisoning(stream, 1);

    @Test
    void botsBringTheItemUpWherePopularityRanks() {
        assertThat(poisoning.with(new Policy.MostPopular()).reciprocalRank())
                .isGreaterThan(poisoning.without(new Policy.MostPopular()).reciprocalRank());
    }

    @Test
    void capsBoundWhatBotsGain() {
        Poisoning attack = new Poisoning(stream.subList(0, 8_000), 1);
        double capped = gain(attack, "ranker");
        double free = gain(attack, "ranker, no caps");

        assertThat(free).isPositive();
        assertThat(capped).isLessThan(free);
    }

    private static double gain(Poisoning attack, String policy) {
        Supplier<Policy> policies = requireNonNull(Policies.withoutCaps(false).get(policy));
        return attack.with(policies.get()).reciprocalRank()
                - attack.without(policies.get()).reciprocalRank();
    }

    @Test
    void oneInAHundredUsersIsABotAndTakesTheItemTenTimes() {
        Seen seen = new Seen();
        poisoning.with(seen);

        long users = stream.subList(0, 18_000).stream()
                .map(Interaction::userId)
                .distinct()
                .count();
        List<Interaction> attacks = seen.events.stream()
                .filter(event -> event.userId().startsWith("bot"))
                .toList();
        assertThat(attacks).hasSize((int) (users / 100) * 20);
        String promoted = attacks.stream()
                .filter(event -> event.userId().equals("bot0"))
                .skip(1)
                .findFirst()
                .orElseThrow()
                .itemId();
        assertThat(attacks.stream().filter(event -> event.itemId().equals(promoted)))
                .hasSizeGreaterThanOrEqualTo((int) (users / 100) * 10);
        assertThat(seen.events.stream().mapToLong(Interaction::eventTimeMs).toArray())
                .isSorted();
    }

    @Test
    void withoutBotsTheStreamIsItsFirstNineTenths() {
        Seen seen = new Seen();
        poisoning.without(seen);

        assertThat(seen.events).isEqualTo(stream.subList(0, 18_000));
    }

    private static final class Seen implements Policy {
        private final List<Interaction> events = new ArrayList<>();

        @Override
        public List<String> list(Interaction next, int limit) {
            return List.of();
        }

        @Override
        public void learn(Interaction event) {
            events.add(event);
        }
    }
}
