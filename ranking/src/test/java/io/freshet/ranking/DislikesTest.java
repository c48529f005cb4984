package io.freshet.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.LearnerConfig;
import io.freshet.features.UserState;
import io.freshet.ranking.eval.EmbeddingModel;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Tested;
import io.freshet.ranking.eval.Variant;
import io.freshet.ranking.pipeline.Ranker;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecommendationRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine makes of events that say that a user does not want an item, and of weights; mostly the {@link StillEngine}. */
final class DislikesTest {
    private static final long DAY_S = 86_400;

    private final Map<String, UserState> users = new HashMap<>();
    private int events;

    @ParameterizedTest(name = "items repeat: {0}")
    @ValueSource(booleans = {false, true})
    void whatAUserDislikesIsInNoneOfTheUsersLists(boolean repeat) {
        Recommender recommender = StillEngine.recommender(StillEngine.config(repeat, 10));
        wants(recommender, "v", "a", 1);
        wants(recommender, "v", "c", 1);
        wants(recommender, "u", "d", 1);
        assertThat(list(recommender, "u")).contains("a", "b");
        dislikes(recommender, "u", "a", 2);

        assertThat(list(recommender, "u")).contains("b", "c").doesNotContain("a");
        assertThat(list(recommender, "nobody")).as("others get it").contains("a");
        dislikes(recommender, "nobody", "a", 3);
        assertThat(list(recommender, "nobody")).contains("c").doesNotContain("a");
        assertThat(recommender.recommend(user(recommender, "u"), rerank("a", "b")))
                .extracting(RankedItem::itemId)
                .containsExactly("b");
    }

    @Test
    void theNextRankingsLeaveItOut() {
        Recommender recommender = StillEngine.recommender(StillEngine.config(true, 10));
        wants(recommender, "u", "d", 1);
        assertThat(wants(recommender, "u", "b", 2).rank()).isEqualTo(2);
        dislikes(recommender, "u", "a", 3);

        assertThat(wants(recommender, "u", "c", 4).rank())
                .as("b has moved d up")
                .isEqualTo(3);
        EventResult again = wants(recommender, "u", "a", 5);
        assertThat(again.evaluated()).isTrue();
        assertThat(again.consumedBefore()).isFalse();
        assertThat(again.rank()).as("a miss").isZero();
    }

    @Test
    void whoWantsItAfterAllGetsItAgainWhereItemsRepeat() {
        Recommender recommender = StillEngine.recommender(StillEngine.config(true, 10));
        wants(recommender, "u", "d", 1);
        dislikes(recommender, "u", "a", 2);
        assertThat(list(recommender, "u")).doesNotContain("a");
        wants(recommender, "u", "a", 3);

        assertThat(list(recommender, "u")).contains("a");
        assertThat(user(recommender, "u").dislikes().isEmpty()).isTrue();
    }

    @Test
    void aDislikeIsNoHistoryAndNoContextAndNotTested() {
        Recommender recommender = StillEngine.recommender(StillEngine.config(true, 10));
        wants(recommender, "u", "a", 1);
        Interaction dislike = typed("u", "b", 2, "dislike", 1f);

        assertThat(recommender.evaluate(user(recommender, "u"), dislike)).isEqualTo(EventResult.UNTESTED);
        assertThat(recommender.learn(user(recommender, "u"), dislike)).isTrue();
        assertThat(user(recommender, "u").events()).isEqualTo(1);
        assertThat(user(recommender, "u").recent().size()).isEqualTo(1);
        assertThat(list(recommender, "u").get(0)).as("b would have moved d up").isEqualTo("a");
    }

    @Test
    void eventsOfTheGroupOfADislikeAreTestedWithTheStateFromBeforeIt() {
        Recommender recommender = StillEngine.recommender(StillEngine.config(true, 10));
        wants(recommender, "u", "c", 1);
        dislikes(recommender, "u", "a", 2);

        assertThat(wants(recommender, "u", "b", 2).rank()).isEqualTo(2);
        assertThat(wants(recommender, "u", "a", 2).rank()).isEqualTo(1);
    }

    @Test
    void aDislikeOfAnItemThatNobodyKnowsIsRememberedAndMakesNoRow() {
        Recommender recommender = StillEngine.recommender(StillEngine.config(true, 10));
        wants(recommender, "u", "a", 1);
        dislikes(recommender, "u", "new", 2);

        assertThat(wants(recommender, "v", "new", 3).knownItem()).isFalse();
        assertThat(list(recommender, "v")).contains("new");
        assertThat(list(recommender, "u")).contains("a").doesNotContain("new");
    }

    @Test
    void anEventWhoseTypeCountsNothingIsPassedOver() {
        EventConfig noViews = new EventConfig(0f, 1f, 1f, 1f, 1f, -1f, 1f, 0f);
        Recommender recommender =
                StillEngine.recommender(StillEngine.config(false, 10).with(noViews));
        recommender.learn(user(recommender, "u"), typed("u", "d", 1, "click", 1f));
        Interaction view = typed("u", "b", 2, "view", 1f);

        assertThat(recommender.evaluate(user(recommender, "u"), view).evaluated())
                .isFalse();
        assertThat(recommender.learn(user(recommender, "u"), view)).isTrue();
        assertThat(user(recommender, "u").events()).isEqualTo(1);
        assertThat(list(recommender, "u")).contains("b");
    }

    @Test
    void aUserWhoOnlyDislikesExpiresToo() {
        Recommender recommender =
                StillEngine.recommender(StillEngine.config(false, 10).with(new UserConfig(7)));
        dislikes(recommender, "u", "a", 1);
        UserState user = user(recommender, "u");

        assertThat(recommender.userAt(user, "u", 1_000 * (1 + 7 * DAY_S))).isSameAs(user);
        assertThat(recommender
                        .userAt(user, "u", 1_000 * (1 + 7 * DAY_S) + 1)
                        .dislikes()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void theRankerTellsWhatItRemovedForADislike() {
        Recommender recommender = Recommender.alone(moving(0f));
        wants(recommender, "v", "tea", 1);
        wants(recommender, "v", "cake", 1);
        wants(recommender, "v", "milk", 1);
        wants(recommender, "u", "milk", 2);
        dislikes(recommender, "u", "tea", 3);
        Ranker ranker = recommender.ranker().orElseThrow();
        ranker.recordRemoved(true);

        assertThat(list(recommender, "u")).containsExactly("cake");
        Map<String, String> removed = new HashMap<>();
        for (int i = 0; i < ranker.removed(); i++) {
            removed.put(recommender.itemId(ranker.removedRow(i)), ranker.removedBecause(i));
        }
        assertThat(removed).containsExactlyInAnyOrderEntriesOf(Map.of("tea", "disliked", "milk", "consumed"));
    }

    @Test
    void aDislikeMovesItsUserAwayFromTheItemAndWhatIsLikeIt() {
        Recommender recommender = Recommender.alone(moving(1f));
        for (int second = 1; second < 200; second++) {
            wants(recommender, "x" + second % 40, second % 2 == 0 ? "tea" : "mug", second);
        }
        UserState user = user(recommender, "u");
        float[] before = user.taste().values().clone();
        dislikes(recommender, "u", "tea", 300);
        float[] after = user.taste().values();

        assertThat(after).isNotEqualTo(before);
        Recommender filtering = Recommender.alone(moving(0f));
        UserState other = filtering.newUser("u");
        filtering.learn(other, typed("u", "tea", 300, "dislike", 1f));
        assertThat(other.taste().values()).as("without a step").isEqualTo(before);
    }

    @Test
    void aHeavierEventMovesItsUserMore() {
        double light = moved(1f);

        assertThat(moved(0.25f)).isLessThan(light);
        assertThat(moved(4f)).isGreaterThan(light);
    }

    @Test
    void anEngineThatTakesOtherEventsForDislikesThanThePlanIsRefused() {
        TestPlan plan = new TestPlan(Tested.stream(List.of()), Mode.G, Variant.X, 0);
        EventConfig other = new EventConfig(-1f, 1f, 1f, 1f, 1f, -1f, 1f, 0f);

        assertThatThrownBy(() -> new EmbeddingModel(moving(0f).with(other), plan))
                .hasMessageContaining("takes other types of events for dislikes than the plan");
    }

    /** How far a step of so much weight moves a user whose accumulator has seen steps of weight 1. */
    private double moved(float weight) {
        Recommender recommender = Recommender.alone(moving(0f));
        for (int second = 1; second < 40; second++) {
            recommender.learn(
                    user(recommender, "w" + weight), typed("w" + weight, "i" + second % 7, second, "view", 1f));
        }
        UserState user = user(recommender, "w" + weight);
        float[] before = user.taste().values().clone();
        recommender.learn(user, typed("w" + weight, "i3", 100, "view", weight));
        double squares = 0;
        for (int i = 0; i < before.length; i++) {
            double difference = user.taste().values()[i] - before[i];
            squares += difference * difference;
        }
        return squares;
    }

    private static RecommenderConfig moving(float dislikeRate) {
        LearnerConfig learner = LearnerConfig.builder()
                .dimension(8)
                .contextLength(3)
                .negatives(8)
                .ringSize(50)
                .build();
        return RecommenderConfig.of(learner, false)
                .with(RankerConfig.DEFAULTS)
                .with(EventConfig.DEFAULTS.withDislikeRate(dislikeRate));
    }

    private EventResult wants(Recommender recommender, String userId, String itemId, long second) {
        Interaction event = typed(userId, itemId, second, "view", 1f);
        UserState user = user(recommender, userId);
        EventResult result = recommender.evaluate(user, event);
        assertThat(recommender.learn(user, event)).isTrue();
        return result;
    }

    private void dislikes(Recommender recommender, String userId, String itemId, long second) {
        recommender.learn(user(recommender, userId), typed(userId, itemId, second, "dislike", 1f));
    }

    private List<String> list(Recommender recommender, String userId) {
        return recommender.recommend(user(recommender, userId), 1_000_000, 10).stream()
                .map(RankedItem::itemId)
                .toList();
    }

    private static RecommendationRequest rerank(String... items) {
        return new RecommendationRequest("r", "u", 10, List.of(), List.of(items), List.of(), null, 1_000_000);
    }

    private UserState user(Recommender recommender, String userId) {
        return users.computeIfAbsent(userId, recommender::newUser);
    }

    private Interaction typed(String userId, String itemId, long second, String type, float weight) {
        return new Interaction("e" + events++, userId, itemId, type, weight, 1_000 * second, null, null, Map.of());
    }
}
