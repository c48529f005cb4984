package io.freshet.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.LearnerConfig;
import io.freshet.features.ItemFacts;
import io.freshet.features.UserState;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.schemas.Interaction;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items that nobody has touched and that the catalogue withdraws: their rows go to others, which are not taken for them. */
final class WithdrawnItemsTest {
    private static final float[] CONTENT = {1f, 0f};

    private final Map<String, UserState> users = new HashMap<>();

    @ParameterizedTest(name = "ranker: {0}")
    @ValueSource(booleans = {false, true})
    void whoDislikedTheItemGetsTheNextOneOfItsRow(boolean withRanker) {
        Recommender recommender = withAnUntouchedItem(withRanker);
        learn(recommender, "ann", "withdrawn", EventConfig.DISLIKE, 3_000);
        assertThat(list(recommender, "ann")).contains("tea").doesNotContain("withdrawn");

        recommender.takeIn("withdrawn", ItemFacts.GONE, null);
        recommender.takeIn("next", ItemFacts.USUAL, CONTENT);

        assertThat(list(recommender, "ann")).contains("tea", "next");
    }

    @ParameterizedTest(name = "ranker: {0}")
    @ValueSource(booleans = {false, true})
    void anEventOfTheSameTimeIsNotTestedAgainstThePlaceOfTheOther(boolean withRanker) {
        Recommender recommender = withAnUntouchedItem(withRanker);
        Interaction first = event("ann", "tea", Interaction.DEFAULT_TYPE, 3_000);
        assertThat(recommender.evaluate(user(recommender, "ann"), first).rank()).isPositive();
        Interaction same = event("ann", "withdrawn", Interaction.DEFAULT_TYPE, 3_000);
        assertThat(recommender.evaluate(user(recommender, "ann"), same).rank()).isPositive();

        recommender.takeIn("withdrawn", ItemFacts.GONE, null);
        recommender.takeIn("next", ItemFacts.USUAL, CONTENT);

        Interaction next = event("ann", "next", Interaction.DEFAULT_TYPE, 3_000);
        assertThat(recommender.evaluate(user(recommender, "ann"), next).rank()).isZero();
        assertThat(recommender.wasCandidate(next)).isFalse();
        assertThat(recommender.evaluate(user(recommender, "ann"), first).rank()).isPositive();
    }

    private Recommender withAnUntouchedItem(boolean withRanker) {
        Recommender recommender = recommender(withRanker);
        learn(recommender, "bob", "tea", Interaction.DEFAULT_TYPE, 1_000);
        learn(recommender, "ann", "cake", Interaction.DEFAULT_TYPE, 2_000);
        recommender.takeIn("withdrawn", ItemFacts.USUAL, CONTENT);
        return recommender;
    }

    private static Recommender recommender(boolean withRanker) {
        LearnerConfig learner = LearnerConfig.builder()
                .dimension(4)
                .contextLength(3)
                .negatives(2)
                .ringSize(10)
                .build();
        RecommenderConfig config = RecommenderConfig.of(learner, false);
        return Recommender.alone(withRanker ? config.with(RankerConfig.DEFAULTS) : config);
    }

    private void learn(Recommender recommender, String userId, String itemId, String type, long timeMs) {
        recommender.learn(user(recommender, userId), event(userId, itemId, type, timeMs));
    }

    private static Interaction event(String userId, String itemId, String type, long timeMs) {
        return new Interaction(itemId + timeMs, userId, itemId, type, 1f, timeMs, null, null, Map.of());
    }

    private UserState user(Recommender recommender, String userId) {
        return users.computeIfAbsent(userId, recommender::newUser);
    }

    private Iterable<String> list(Recommender recommender, String userId) {
        return recommender.recommend(user(recommender, userId), 9_000, 10).stream()
                .map(RankedItem::itemId)
                .toList();
    }
}
