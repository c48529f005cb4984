package io.freshet.ranking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.RowFilter;
import io.freshet.features.RankerState;
import io.freshet.features.UserState;
import org.junit.jupiter.api.Test;

final class ExplainerTest {
    /** Without vectors of the situation, which is another one with one recent item than with two. */
    private static final LearnerConfig LEARNER =
            LearnerConfig.builder().dimension(8).situations(false).build();

    private final ItemModel model = new ItemModel(LEARNER);

    /** An effect is that in the situation as it is; these two are the same with one recent item and with two. */
    private final RankerConfig config = RankerConfig.DEFAULTS.withSituations("length,gap");

    private final Ranker ranker =
            new Ranker(config, LEARNER.contextLength(), model, true, new RankerState(Ranker.layout(config)));
    private final UserState ann = new UserState(model.startOfUser(1), 50);
    private final Selection chosen = new Selection();
    private long timeMs;

    ExplainerTest() {
        for (int row = 0; row < 40; row++) {
            model.rowOf(row, "item" + row);
        }
        for (int n = 0; n < 100; n++) {
            UserState user = new UserState(model.startOfUser(100 + n), 50);
            take(user, "user" + n, 2 + n % 38);
            take(user, "user" + n, 0);
            take(user, "user" + n, 1);
        }
        take(ann, "ann", 30);
        take(ann, "ann", 0);
    }

    @Test
    void thePartsOfTheFeaturesAddUpToTheScore() {
        ranker.rank(ann, timeMs, RowFilter.ALL, 0, 10, chosen);

        for (int place = 0; place < chosen.size(); place++) {
            Explanation explanation = ranker.explain(chosen.row(place));
            float sum = 0;
            for (Explanation.Feature feature : explanation.features()) {
                sum += feature.part();
            }
            assertThat(explanation.score()).isEqualTo(sum).isCloseTo(chosen.score(place), within(1e-4f));
            assertThat(explanation.itemId()).isEqualTo("item" + chosen.row(place));
            assertThat(explanation.features())
                    .extracting(Explanation.Feature::name)
                    .containsExactlyElementsOf(ranker.features());
        }
    }

    @Test
    void sourcesAreThoseThatOfferedIt() {
        ranker.rank(ann, timeMs, RowFilter.ALL, 0, 10, chosen);

        assertThat(ranker.explain(0).sources()).contains("history", "embedding");
        assertThat(ranker.explain(1).sources()).contains("embedding").doesNotContain("history");
    }

    /** 1 came a hundred times after 0, and two or three times after 30. */
    @Test
    void theItemThatItGoesWithPulledItUp() {
        ranker.rank(ann, timeMs, RowFilter.ALL, 0, 10, chosen);

        assertThat(ranker.explain(1).pulledBy().get(0).itemId()).isEqualTo("item0");
        assertThat(ranker.explain(1).pulledBy().get(0).effect()).isPositive();
    }

    /** What the effect says, a ranking without the item shows; the history's own features are those of no new item. */
    @Test
    void anEffectIsWhatTheScoreFallsByWithoutTheItem() {
        ranker.rank(ann, timeMs, RowFilter.ALL, 0, 10, chosen);
        Explanation with = ranker.explain(1);
        float effect = with.pulledBy().stream()
                .filter(pull -> pull.itemId().equals("item30"))
                .map(Explanation.Pull::effect)
                .findFirst()
                .orElse(0f);
        UserState without = new UserState(ann.taste(), 50);
        // an item without a row stands in for the older one, so that the places stay
        without.recent().add(999, ann.recent().time(0));
        without.recent().add(0, ann.recent().time(1));
        without.countEvent();
        without.countEvent();
        ranker.rank(without, timeMs, RowFilter.ALL, 0, 10, chosen);
        float score = ranker.explain(1).score();

        assertThat(Math.max(0f, with.score() - score)).isCloseTo(effect, within(1e-4f));
    }

    @Test
    void whatWasNoCandidateHasNoExplanation() {
        ranker.recordRemoved(true);
        ranker.rank(ann, timeMs, row -> row != 5, 0, 10, chosen);

        assertThatThrownBy(() -> ranker.explain(5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 5 was no candidate in the last ranking: ask for rows that it answered with");
        assertThat(ranker.removed()).isEqualTo(1);
        assertThat(ranker.removedRow(0)).isEqualTo(5);
        assertThat(ranker.removedBecause(0)).isEqualTo("consumed");
    }

    private void take(UserState user, String userId, int row) {
        timeMs += 1_000;
        if (user.events() > 0) {
            ranker.rankGroup(userId, user, timeMs, true, RowFilter.ALL, 0, 10, chosen);
        }
        ranker.learn(userId, user, timeMs, true, row, 1f);
        user.recent().add(model.index().key(row), timeMs);
        user.countEvent();
    }
}
