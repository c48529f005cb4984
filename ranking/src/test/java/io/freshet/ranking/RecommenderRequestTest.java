package io.freshet.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.StableHash;
import io.freshet.features.ItemFacts;
import io.freshet.features.UserState;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecommendationRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is answered to a request, by the {@link StillEngine}: a 5, b 4, c 3, d 2, and d above all after b. */
final class RecommenderRequestTest {
    private static final long NOW = 100_000;

    private final Recommender recommender = StillEngine.recommender(StillEngine.config(false, 10));
    private final UserState user = recommender.newUser("u");

    @Test
    void aRequestIsAnsweredFromWhatIsKnownOfTheUser() {
        had(user, "a");

        assertThat(recommender.recommend(user, request(10).build()))
                .isEqualTo(recommender.recommend(user, NOW, 10))
                .extracting(RankedItem::itemId)
                .containsExactly("b", "c", "d");
        assertThat(asked(request(2))).containsExactly("b", "c");
    }

    @Test
    void excludedItemsAreNotInTheAnswer() {
        had(user, "a");

        assertThat(asked(request(10).excludes("c", "nothing-like-it"))).containsExactly("b", "d");
        assertThat(asked(request(2).excludes("b"))).containsExactly("c", "d");
    }

    @Test
    void candidatesAreRerankedAndThoseThatAreUnknownOrConsumedLeftOut() {
        had(user, "a");

        assertThat(asked(request(10).candidates("d", "a", "new", "b"))).containsExactly("b", "d");
        assertThat(asked(request(10).candidates("d", "b").excludes("b"))).containsExactly("d");
        assertThat(asked(request(10).candidates("new"))).isEmpty();
    }

    @Test
    void whatTheUserLooksAtMovesThisAnswerAndNoOther() {
        had(user, "a");

        assertThat(asked(request(10).context("b"))).containsExactly("d", "b", "c");
        assertThat(asked(request(10))).containsExactly("b", "c", "d");
        assertThat(user.recent().size()).isEqualTo(1);
    }

    @Test
    void theLastOfTheContextItemsCountsAsTheNewest() {
        had(user, "a");
        // three recent items count, so of four the first is not looked at
        assertThat(asked(request(10).context("b", "c", "c", "c"))).containsExactly("b", "c", "d");
        assertThat(asked(request(10).context("c", "c", "c", "b"))).containsExactly("d", "b", "c");
    }

    @Test
    void whoIsUnknownGetsWhatIsPopularButForWhatTheRequestRulesOut() {
        for (String each : List.of("v", "w")) {
            had(recommender.newUser(each), "c");
        }
        had(recommender.newUser("x"), "a");

        assertThat(recommender.recommend(user, request(10).build()))
                .containsExactly(
                        new RankedItem("c", 2f, Recommender.POPULAR), new RankedItem("a", 1f, Recommender.POPULAR));
        assertThat(asked(request(10).excludes("c"))).containsExactly("a");
        assertThat(asked(request(1).candidates("a", "b"))).containsExactly("a");
    }

    @Test
    void whoIsUnknownButLooksAtSomethingKnownIsAnsweredByIt() {
        had(recommender.newUser("v"), "c");

        assertThat(asked(request(2).context("b"))).containsExactly("d", "a");
        assertThat(asked(request(2).context("never-seen"))).containsExactly("c");
    }

    @Test
    void whatTheCatalogueDoesNotOfferIsInNoList() {
        had(user, "a");
        had(recommender.newUser("v"), "b");
        had(recommender.newUser("w"), "c");
        put("b", new ItemFacts(false, List.of()));
        put("never-seen", ItemFacts.GONE);

        assertThat(recommender.recommend(user, NOW, 10))
                .extracting(RankedItem::itemId)
                .containsExactly("c", "d");
        assertThat(asked(request(10))).containsExactly("c", "d");
        assertThat(asked(request(10).candidates("b", "d"))).containsExactly("d");
        assertThat(recommender.recommend(recommender.newUser("x"), request(10).build()))
                .extracting(RankedItem::itemId)
                .containsExactly("a", "c");

        put("b", ItemFacts.USUAL);
        assertThat(asked(request(10))).containsExactly("b", "c", "d");
    }

    @Test
    void aCategoryHasWhatTheCatalogueAndTheUserLeaveOfIt() {
        had(user, "a");
        put("a", new ItemFacts(true, List.of("shoes")));
        put("b", new ItemFacts(false, List.of("shoes")));
        put("d", new ItemFacts(true, List.of("red", "shoes")));

        assertThat(asked(request(10).category("shoes"))).containsExactly("d");
        assertThat(asked(request(10).category("shoes").excludes("d"))).isEmpty();
        assertThat(asked(request(10).category("hats"))).isEmpty();
        assertThat(asked(request(10))).containsExactly("c", "d");
    }

    @Test
    void ranksAreTestedAgainstAllItemsOfferedOrNot() {
        had(user, "a");
        EventResult before = recommender.evaluate(user, Interaction.of("e", "u", "c", 1f, 2_000));
        put("b", ItemFacts.GONE);

        assertThat(recommender.evaluate(user, Interaction.of("e", "u", "c", 1f, 3_000)))
                .isEqualTo(before);
    }

    private void put(String itemId, ItemFacts facts) {
        recommender.catalogue().put(StableHash.of(itemId), facts);
    }

    private List<String> asked(Asked request) {
        return recommender.recommend(user, request.build()).stream()
                .map(RankedItem::itemId)
                .toList();
    }

    private void had(UserState of, String itemId) {
        recommender.learn(of, Interaction.of("e-" + itemId, "someone", itemId, 1f, 1_000));
    }

    private static Asked request(int limit) {
        return new Asked(limit);
    }

    /** A request bit by bit. */
    private static final class Asked {
        private final int limit;
        private List<String> context = List.of();
        private List<String> candidates = List.of();
        private List<String> excludes = List.of();
        private @Nullable String category;

        Asked(int limit) {
            this.limit = limit;
        }

        Asked context(String... itemIds) {
            context = List.of(itemIds);
            return this;
        }

        Asked candidates(String... itemIds) {
            candidates = List.of(itemIds);
            return this;
        }

        Asked excludes(String... itemIds) {
            excludes = List.of(itemIds);
            return this;
        }

        Asked category(String name) {
            category = name;
            return this;
        }

        RecommendationRequest build() {
            return new RecommendationRequest("r", "u", limit, context, candidates, excludes, category, NOW);
        }
    }
}
