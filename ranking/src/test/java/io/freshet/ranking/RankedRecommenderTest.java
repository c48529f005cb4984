package io.freshet.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.LearnerConfig;
import io.freshet.features.UserState;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.schemas.Interaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine with a ranker. */
final class RankedRecommenderTest {
    private static final LearnerConfig LEARNER = LearnerConfig.builder()
            .dimension(8)
            .contextLength(4)
            .negatives(8)
            .ringSize(50)
            .build();
    private static final RecommenderConfig CONFIG =
            RecommenderConfig.of(LEARNER, false).with(RankerConfig.DEFAULTS);

    @Test
    void learnsTheSameWhetherOrNotItWasAskedForRanks() {
        List<Interaction> stream = Streams.withTies(600, 9, 40, 5);
        Engine asked = new Engine();
        Engine notAsked = new Engine();
        for (Interaction event : stream) {
            asked.recommender.evaluate(asked.user(event.userId()), event);
            asked.recommender.learn(asked.user(event.userId()), event);
            notAsked.recommender.learn(notAsked.user(event.userId()), event);
        }

        for (int n = 0; n < 9; n++) {
            assertThat(notAsked.list("u" + n)).isEqualTo(asked.list("u" + n)).isNotEmpty();
        }
    }

    /** Histories alone fill half of the table, so that not all that other sources offer is among the candidates; long lists have more. */
    @ParameterizedTest(name = "items repeat: {0}")
    @ValueSource(booleans = {false, true})
    void listsThatAreAskedForInBetweenChangeNoRankAndNothingThatIsLearned(boolean repeat) {
        Engine asked = new Engine(RecommenderConfig.of(LEARNER, repeat).with(RankerConfig.DEFAULTS));
        Engine notAsked = new Engine(RecommenderConfig.of(LEARNER, repeat).with(RankerConfig.DEFAULTS));
        for (Interaction event : Streams.withTies(3_000, 20, 400, 7)) {
            EventResult expected = notAsked.recommender.evaluate(notAsked.user(event.userId()), event);
            notAsked.recommender.learn(notAsked.user(event.userId()), event);

            assertThat(asked.recommender.evaluate(asked.user(event.userId()), event))
                    .isEqualTo(expected);
            asked.recommender.learn(asked.user(event.userId()), event);
            asked.list(event.userId());
            asked.recommender.recommend(asked.user(event.userId()), 1_000_000_000L, 250);
        }

        for (int n = 0; n < 20; n++) {
            assertThat(asked.list("u" + n)).isEqualTo(notAsked.list("u" + n)).isNotEmpty();
        }
    }

    @Test
    void recommendsNothingThatTheUserHas() {
        Engine engine = new Engine();
        List<Interaction> stream = Streams.withTies(300, 5, 40, 6);
        stream.forEach(event -> engine.recommender.learn(engine.user(event.userId()), event));

        for (Interaction event : stream) {
            assertThat(engine.list(event.userId()))
                    .extracting(RankedItem::itemId)
                    .doesNotContain(event.itemId());
        }
    }

    @Test
    void aStrangerGetsWhatIsPopularAndOthersWhatTheRankerFinds() {
        Engine engine = new Engine();
        engine.recommender.learn(engine.user("ann"), Interaction.of("e1", "ann", "tea", 1f, 1_000));
        engine.recommender.learn(engine.user("bob"), Interaction.of("e2", "bob", "cake", 1f, 2_000));

        assertThat(engine.list("cid")).extracting(RankedItem::source).containsOnly(Recommender.POPULAR);
        assertThat(engine.list("ann")).extracting(RankedItem::source).containsOnly(Recommender.RANKER);
        assertThat(engine.list("ann")).extracting(RankedItem::itemId).containsExactly("cake");
    }

    private static final class Engine {
        private final Recommender recommender;
        private final Map<String, UserState> users = new HashMap<>();

        private Engine() {
            this(CONFIG);
        }

        private Engine(RecommenderConfig config) {
            recommender = Recommender.alone(config);
        }

        private UserState user(String userId) {
            return users.computeIfAbsent(userId, recommender::newUser);
        }

        private List<RankedItem> list(String userId) {
            return recommender.recommend(user(userId), 1_000_000_000L, 10);
        }
    }
}
