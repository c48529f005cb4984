package io.freshet.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.StableHash;
import io.freshet.features.UserState;
import io.freshet.ranking.eval.EmbeddingModel;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Tested;
import io.freshet.ranking.eval.Variant;
import io.freshet.ranking.pipeline.Rule;
import io.freshet.ranking.pipeline.Rules;
import io.freshet.schemas.Interaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ranks and lists of the {@link StillEngine}. */
final class RecommenderTest {
    private static final int A = 1;
    private static final int B = 2;
    private static final int C = 3;
    private static final int D = 4;

    private final Map<String, UserState> users = new HashMap<>();
    private int events;

    @Test
    void theRankIsThePlaceInTheListOfWhatTheUserHasNotConsumed() {
        Recommender recommender = recommender(false, 10);
        happens(recommender, "u", "d", 1);

        assertThat(happens(recommender, "u", "b", 2)).isEqualTo(new EventResult(true, true, true, false, 2, 0));
        assertThat(happens(recommender, "u", "a", 3).rank()).isEqualTo(1);
        assertThat(happens(recommender, "u", "c", 4).rank()).isEqualTo(1);
    }

    @Test
    void theRecentItemsMoveTheQuery() {
        Recommender recommender = recommender(true, 10);
        happens(recommender, "u", "b", 1);

        assertThat(happens(recommender, "u", "d", 2).rank()).isEqualTo(1);
    }

    @Test
    void eventsOfOneUserAndTimeDoNotPredictEachOther() {
        Recommender recommender = recommender(true, 10);
        happens(recommender, "u", "a", 1);

        assertThat(happens(recommender, "u", "b", 2).rank()).isEqualTo(B);
        assertThat(happens(recommender, "u", "d", 2).rank()).isEqualTo(D);
        assertThat(happens(recommender, "u", "c", 2).rank()).isEqualTo(C);
        // now the group itself is the context, and b is in it
        assertThat(happens(recommender, "u", "d", 3).rank()).isEqualTo(1);
    }

    @Test
    void inModeSTheyDo() {
        Recommender recommender = recommender(config(true, 10).sequential());
        happens(recommender, "u", "a", 1);
        happens(recommender, "u", "b", 2);

        assertThat(happens(recommender, "u", "d", 2).rank()).isEqualTo(1);
    }

    @Test
    void groupsOfSeveralUsersMayInterleave() {
        Recommender recommender = recommender(true, 10);
        happens(recommender, "u", "a", 1);
        happens(recommender, "v", "b", 1);

        assertThat(happens(recommender, "u", "b", 2).rank()).isEqualTo(B);
        assertThat(happens(recommender, "v", "d", 2).rank()).isEqualTo(1);
        assertThat(happens(recommender, "u", "d", 2).rank()).isEqualTo(D);
        assertThat(happens(recommender, "v", "c", 2).rank()).isEqualTo(D);
    }

    @Test
    void anItemOfTheGroupItselfIsStillUnknownForTheWholeGroup() {
        Recommender recommender = recommender(true, 10);
        happens(recommender, "u", "a", 1);

        EventResult first = happens(recommender, "u", "new", 2);
        EventResult second = happens(recommender, "u", "new", 2);

        assertThat(first.knownItem()).isFalse();
        assertThat(second).isEqualTo(first);
        assertThat(happens(recommender, "u", "new", 3).knownItem()).isTrue();
    }

    @Test
    void anItemThatWasConsumedBeforeTheGroupIsFlaggedAndNotRanked() {
        Recommender recommender = recommender(false, 10);
        happens(recommender, "u", "a", 1);

        assertThat(happens(recommender, "u", "a", 2)).isEqualTo(new EventResult(true, true, true, true, 0, 0));
    }

    @Test
    void anItemThatIsConsumedTwiceInAGroupIsTestedTwice() {
        Recommender recommender = recommender(false, 10);
        happens(recommender, "u", "a", 1);

        EventResult first = happens(recommender, "u", "b", 2);
        assertThat(first.consumedBefore()).isFalse();
        assertThat(first.rank()).isEqualTo(1);
        assertThat(happens(recommender, "u", "b", 2)).isEqualTo(first);
        assertThat(happens(recommender, "u", "b", 3).consumedBefore()).isTrue();
    }

    @Test
    void aNewUserIsUnknownForTheWholeFirstGroup() {
        Recommender recommender = recommender(true, 10);

        assertThat(happens(recommender, "u", "a", 1)).isEqualTo(new EventResult(true, false, true, false, 0, 0));
        assertThat(happens(recommender, "u", "b", 1).knownUser()).isFalse();
        assertThat(happens(recommender, "u", "b", 2).knownUser()).isTrue();
    }

    @Test
    void thePopularityRankCountsEventsFromBeforeTheGroup() {
        Recommender recommender = recommender(true, 10);
        happens(recommender, "v", "c", 1);
        happens(recommender, "v", "c", 2);
        happens(recommender, "v", "d", 3);
        happens(recommender, "u", "b", 4);

        assertThat(happens(recommender, "u", "c", 5).popularityRank()).isEqualTo(1);
        assertThat(happens(recommender, "u", "b", 5).popularityRank()).isEqualTo(2);
        assertThat(happens(recommender, "u", "d", 5).popularityRank()).isEqualTo(3);
        assertThat(happens(recommender, "u", "a", 5).popularityRank()).isZero();
    }

    @Test
    void thePopularityRankLeavesOutWhatTheUserConsumed() {
        Recommender recommender = recommender(false, 10);
        happens(recommender, "v", "c", 1);
        happens(recommender, "v", "b", 2);
        happens(recommender, "u", "b", 3);

        assertThat(happens(recommender, "u", "c", 4).popularityRank()).isEqualTo(1);
    }

    @Test
    void beyondTheListThereIsNoRank() {
        Recommender recommender = recommender(true, 10);
        for (int i = 0; i <= Recommender.LIST_SIZE; i++) {
            happens(recommender, "v", "filler-" + i, 1 + i);
        }
        happens(recommender, "u", "a", 1_000);

        assertThat(happens(recommender, "u", "filler-" + (Recommender.LIST_SIZE - 5), 1_001)
                        .rank())
                .isEqualTo(Recommender.LIST_SIZE);
        assertThat(happens(recommender, "u", "filler-" + (Recommender.LIST_SIZE - 4), 1_002))
                .isEqualTo(new EventResult(true, true, true, false, 0, Recommender.LIST_SIZE - 2));
    }

    @Test
    void aGroupWhoseRankingWasLostIsNotEvaluated() {
        Recommender recommender = recommender(true, 1);
        happens(recommender, "u", "a", 1);
        happens(recommender, "u", "b", 2);
        happens(recommender, "v", "b", 2);

        assertThat(happens(recommender, "u", "d", 2).evaluated()).isFalse();
        assertThat(happens(recommender, "u", "d", 3).evaluated()).isTrue();
    }

    @Test
    void aLateEventIsTestedWithTheItemsFromBeforeIt() {
        Recommender recommender = recommender(true, 10);
        happens(recommender, "u", "a", 1);
        happens(recommender, "u", "b", 5);

        assertThat(happens(recommender, "u", "d", 4).rank()).isEqualTo(D);
        assertThat(happens(recommender, "u", "c", 4).rank()).isEqualTo(C);
    }

    @Test
    void aGroupThatGoesOnAfterALaterEventIsNotEvaluatedFromAStateThatKnowsIt() {
        Recommender recommender = recommender(true, 10);
        happens(recommender, "u", "a", 1);
        assertThat(happens(recommender, "u", "b", 4).evaluated()).isTrue();
        happens(recommender, "u", "c", 5);

        assertThat(happens(recommender, "u", "d", 4).evaluated()).isFalse();
    }

    @Test
    void aUserWithoutHistoryGetsThePopularItems() {
        Recommender recommender = recommender(false, 10);
        assertThat(recommender.recommend(recommender.newUser("nobody"), 1, 3)).isEmpty();
        happens(recommender, "v", "d", 1);
        happens(recommender, "w", "c", 2);
        happens(recommender, "w", "d", 3);
        happens(recommender, "v", "b", 4);

        assertThat(recommender.recommend(recommender.newUser("nobody"), 9, 2))
                .containsExactly(
                        new RankedItem("d", 2f, Recommender.POPULAR), new RankedItem("b", 1f, Recommender.POPULAR));
        assertThat(recommender.recommend(recommender.newUser("nobody"), 9, 10))
                .extracting(RankedItem::itemId)
                .containsExactly("d", "b", "c");
    }

    @Test
    void consumedItemsAreNeverRecommendedUnlessItemsRepeat() {
        Recommender once = recommender(false, 10);
        Recommender again = recommender(true, 10);
        for (String item : List.of("a", "c")) {
            happens(once, "u", item, 1);
        }
        assertThat(once.recommend(user(once, "u"), 2, 10))
                .containsExactly(
                        new RankedItem("b", 4f, Recommender.EMBEDDING), new RankedItem("d", 2f, Recommender.EMBEDDING));

        users.clear();
        for (String item : List.of("a", "c")) {
            happens(again, "u", item, 1);
        }
        assertThat(again.recommend(user(again, "u"), 2, 3))
                .extracting(RankedItem::itemId)
                .containsExactly("a", "b", "c");
    }

    @Test
    void recommendationsFollowTheVeryLastEvent() {
        Recommender recommender = recommender(true, 10);
        happens(recommender, "u", "a", 1);
        assertThat(recommender.recommend(user(recommender, "u"), 1, 1).get(0).itemId())
                .isEqualTo("a");
        happens(recommender, "u", "b", 1);

        assertThat(recommender.recommend(user(recommender, "u"), 1, 1).get(0).itemId())
                .isEqualTo("d");
    }

    @Test
    void aDroppedStepIsCountedAllTheSame() {
        Recommender recommender = recommender(false, 10);
        happens(recommender, "u", "a", 1);
        UserState user = user(recommender, "u");
        user.taste().values()[0] = Float.NaN;

        assertThat(recommender.learn(user, event("u", "b", 2))).isFalse();
        assertThat(user.events()).isEqualTo(2);
        assertThat(user.consumed().contains(StableHash.of("b"))).isTrue();
        assertThat(recommender.recommend(recommender.newUser("nobody"), 9, 10)).hasSize(2);
    }

    @Test
    void whatARuleBlocksIsInNoListAsLongAsItHolds() {
        Recommender recommender = recommender(true, 10);
        happens(recommender, "u", "c", 1);
        happens(recommender, "v", "a", 1);
        recommender.rules(Rules.of(List.of(new Rule("recalled", Set.of("a"), List.of(), 5_000, 9_000))));

        for (String user : List.of("u", "stranger")) {
            assertThat(recommender.recommend(user(recommender, user), 4_999, 10))
                    .extracting(RankedItem::itemId)
                    .contains("a", "c");
            assertThat(recommender.recommend(user(recommender, user), 5_000, 10))
                    .extracting(RankedItem::itemId)
                    .contains("c")
                    .doesNotContain("a");
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> config(true, 0)).hasMessage("cachedGroups is 0: set it to 1 or more");
        assertThatThrownBy(() -> new EmbeddingModel(
                        config(true, 1), new TestPlan(Tested.stream(List.of()), Mode.G, Variant.X, 0)))
                .hasMessage("variant X needs an engine with repeat=false, but this one has repeat=true");
    }

    @Test
    void aUserIsForgottenWhenTheLastEventIsLongerAgoThanTheExpiry() {
        long day = 86_400;
        Recommender recommender = recommender(config(false, 10).with(new UserConfig(7)));
        happens(recommender, "u", "a", 1);
        UserState user = user(recommender, "u");

        assertThat(recommender.userAt(user, "u", 1_000 * (1 + 7 * day))).isSameAs(user);
        assertThat(recommender.userAt(user, "u", 1_000 * (1 + 7 * day) + 1).events())
                .isZero();
        assertThat(recommender.userAt(null, "v", 0).events()).isZero();
        assertThat(recommender(config(false, 10)).userAt(user, "u", Long.MAX_VALUE))
                .isSameAs(user);
    }

    private EventResult happens(Recommender recommender, String userId, String itemId, long second) {
        Interaction event = event(userId, itemId, second);
        UserState user = user(recommender, userId);
        EventResult result = recommender.evaluate(user, event);
        assertThat(recommender.learn(user, event)).isTrue();
        return result;
    }

    private UserState user(Recommender recommender, String userId) {
        return users.computeIfAbsent(userId, recommender::newUser);
    }

    private Interaction event(String userId, String itemId, long second) {
        return Interaction.of("e" + events++, userId, itemId, 1f, 1_000 * second);
    }

    private static Recommender recommender(boolean repeat, int cachedGroups) {
        return recommender(config(repeat, cachedGroups));
    }

    private static RecommenderConfig config(boolean repeat, int cachedGroups) {
        return StillEngine.config(repeat, cachedGroups);
    }

    private static Recommender recommender(RecommenderConfig config) {
        return StillEngine.recommender(config);
    }
}
