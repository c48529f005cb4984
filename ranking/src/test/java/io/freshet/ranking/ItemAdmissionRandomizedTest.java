package io.freshet.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.ChangeListener;
import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.NegativeSampler;
import io.freshet.embedding.StableHash;
import io.freshet.features.PopularityOrder;
import io.freshet.features.UserState;
import io.freshet.features.declared.Admission;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.schemas.Interaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Items that get a row only with their n-th event, beside a count of events in a map. */
class ItemAdmissionRandomizedTest {
    private static final LearnerConfig SMALL =
            LearnerConfig.builder().dimension(16).build();
    private static final long T = 1_600_000_000_000L;

    private final ItemModel model = new ItemModel(SMALL);
    private final PopularityOrder popularity = new PopularityOrder();
    private final Map<String, UserState> users = new HashMap<>();

    private Recommender recommender(RecommenderConfig config) {
        return new Recommender(
                config,
                model,
                popularity,
                new NegativeSampler(SMALL.ringSize(), SMALL.ringShare()),
                ChangeListener.NONE);
    }

    private static RecommenderConfig config(boolean withRanker, boolean repeat, int events) {
        RecommenderConfig config = new RecommenderConfig(SMALL, repeat, true, 100).with(new ItemConfig(0, events));
        return withRanker ? config.with(RankerConfig.DEFAULTS) : config;
    }

    @ParameterizedTest(name = "ranker {0}, items repeat {1}, {2} events, seed {3}")
    @CsvSource({"true, true, 2, 1", "true, false, 3, 2", "false, true, 5, 3", "false, false, 2, 4", "true, true, 1, 5"})
    void anItemIsKnownFromItsNthEventOnAndCountsFromThere(boolean withRanker, boolean repeat, int events, long seed) {
        Recommender recommender = recommender(config(withRanker, repeat, events));
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Integer> had = new HashMap<>();
        Map<String, Set<String>> consumed = new HashMap<>();
        for (int n = 0; n < 3_000; n++) {
            String user = "u" + random.nextInt(40);
            // most items come once, and some often
            String item = "i" + (random.nextInt(3) == 0 ? 1_000 + n : random.nextInt(60));
            Interaction event = Interaction.of("e" + n, user, item, 1, T + n / 2 * 1_000L);
            EventResult result = play(recommender, event);

            int before = had.getOrDefault(item, 0);
            assertThat(result.knownItem() && before < events)
                    .as("known before its time: %s", event)
                    .isFalse();
            had.merge(item, 1, Integer::sum);
            consumed.computeIfAbsent(user, u -> new HashSet<>()).add(item);
            assertThat(row(item) != ItemIndex.UNKNOWN).as("%s", event).isEqualTo(before + 1 >= events);
            if (n % 50 == 0 && n > 500) {
                List<RankedItem> list = list(recommender, user, event.eventTimeMs() + 1);
                assertThat(list).isNotEmpty().allMatch(ranked -> had.getOrDefault(ranked.itemId(), 0) >= events);
                if (!repeat) {
                    assertThat(list)
                            .extracting(RankedItem::itemId)
                            .doesNotContainAnyElementsOf(consumed.getOrDefault(user, Set.of()));
                }
            }
        }
        had.forEach((item, count) -> {
            if (count >= events) {
                assertThat(popularity.count(row(item))).as(item).isEqualTo(count - events + 1);
            }
        });
        assertThat(recommender.admission().waiting()).isEqualTo((int)
                had.values().stream().filter(count -> count < events).count());
        assertThat(model.size()).isBetween(50, events == 1 ? 3_000 : 60);
    }

    @Test
    void whoHadAnItemBeforeItWasKnownIsNotOfferedIt() {
        Recommender recommender = recommender(config(true, false, 2));
        play(recommender, Interaction.of("1", "ann", "tea", 1, T));
        play(recommender, Interaction.of("2", "bob", "tea", 1, T + 1));
        play(recommender, Interaction.of("3", "ann", "pot", 1, T + 2));
        play(recommender, Interaction.of("4", "cid", "pot", 1, T + 3));

        assertThat(list(recommender, "ann", T + 4)).isEmpty();
        assertThat(list(recommender, "bob", T + 4))
                .extracting(RankedItem::itemId)
                .containsExactly("pot");
    }

    @Test
    void whatWaitsIsSavedAndAddsUp() {
        Admission one = new Admission(4);
        Admission other = new Admission(4);
        for (int n = 0; n < 2; n++) {
            one.admits(7, 0);
            other.admits(7, 0);
            other.admits(8, 0);
        }
        Admission restored = new Admission(4);
        restored.restore(one.saved());
        restored.restore(other.saved());

        assertThat(restored.waiting()).isEqualTo(2);
        assertThat(restored.admits(8, 0)).as("third").isFalse();
        assertThat(restored.admits(8, 0)).as("fourth").isTrue();
        assertThat(restored.admits(7, 0)).as("had four already").isTrue();

        Admission forAll = new Admission(1);
        forAll.restore(one.saved());
        assertThat(forAll.waiting()).isZero();
    }

    @Test
    void nothingButOneToAThousandEventsIsAccepted() {
        assertThatThrownBy(() -> new ItemConfig(0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("admissionEvents is 0: set it between 1, for all items, and 1000");
        assertThatThrownBy(() -> new ItemConfig(0, 1001)).hasMessageContaining("admissionEvents is 1001");
    }

    private int row(String item) {
        return model.index().row(StableHash.of(item));
    }

    private List<RankedItem> list(Recommender recommender, String user, long timeMs) {
        return recommender.recommend(Objects.requireNonNull(users.get(user)), timeMs, 20);
    }

    private EventResult play(Recommender recommender, Interaction event) {
        UserState user = recommender.userAt(users.get(event.userId()), event.userId(), event.eventTimeMs());
        EventResult result = recommender.evaluate(user, event);
        recommender.learn(user, event);
        users.put(event.userId(), user);
        return result;
    }
}
