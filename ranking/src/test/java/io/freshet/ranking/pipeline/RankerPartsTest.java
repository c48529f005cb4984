package io.freshet.ranking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.RowFilter;
import io.freshet.features.RankerLayout;
import io.freshet.features.RankerState;
import io.freshet.features.SignalsConfig;
import io.freshet.features.UserState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pipeline is what the settings list. */
final class RankerPartsTest {
    private static final RankerConfig ALL = RankerConfig.DEFAULTS;
    private static final LearnerConfig LEARNER =
            LearnerConfig.builder().dimension(8).build();
    private static final int ITEMS = 40;

    private final ItemModel model = new ItemModel(LEARNER);
    private final UserState ann = new UserState(model.startOfUser(1), 50);
    private final Selection chosen = new Selection();

    @Test
    void byDefaultItHasAllParts() {
        assertThat(ALL.sources()).isEqualTo("history,embedding,pairs,trending,popular,fresh");
        assertThat(ALL.features()).isEqualTo("embedding,popularity,pairs,history,similarity");
        assertThat(ALL.situations()).isEqualTo("length,gap,visit,together,known,vogue");
    }

    /** So that states of builds which had no others can keep them. */
    @Test
    void withTheFirstPartsTheWeightsAreInTheRowThatTheyHaveAlwaysBeenIn() {
        RankerConfig first =
                ALL.with(ALL.sources(), "embedding,popularity,pairs,history").withSituations("length,gap");
        List<String> names = List.of(
                "taste",
                "context",
                "bias",
                "popular-slow",
                "popular-fast",
                "popular",
                "pairs",
                "pairs-last",
                "pairs-share",
                "had-often",
                "had",
                "had-last");
        RankerLayout before = new RankerLayout(SignalsConfig.DEFAULTS, names, new float[12], 1 + 6 + 8);

        assertThat(Ranker.layout(first).features()).isEqualTo(names);
        assertThat(Ranker.layout(first).weightsRow()).isEqualTo(before.weightsRow());
        assertThat(Ranker.layout(ALL).weightsRow()).isNotEqualTo(before.weightsRow());
    }

    @Test
    void whatWeightsDifferByIsInTheNameOfTheirRow() {
        assertThat(Ranker.layout(ALL.withSituations("gap,length")).weightsRow())
                .as("as many sets, of another meaning")
                .isNotEqualTo(Ranker.layout(ALL.withSituations("length,gap")).weightsRow());
        assertThat(Ranker.layout(ALL).situations()).contains("length", "gap");
    }

    @Test
    void onlyTheSourcesOfTheListOfferItemsInItsOrder() {
        Ranker ranker = ranker(ALL.with("popular,history", ALL.features()));

        assertThat(chosen.size()).isPositive();
        assertThat(ranker.explain(chosen.row(0)).sources()).containsExactly("popular", "history");
        Ranker withoutHistory = ranker(ALL.with("trending", ALL.features()));
        assertThat(withoutHistory.explain(chosen.row(0)).sources()).containsExactly("trending");
    }

    @Test
    void onlyTheFeaturesOfTheListAreColumns() {
        RankerConfig config = ALL.with(ALL.sources(), "history,embedding");
        Ranker ranker = ranker(config);

        assertThat(ranker.features()).containsExactly("had-often", "had", "had-last", "taste", "context", "bias");
        RankerState untrained = new RankerState(Ranker.layout(config));
        for (int feature = 0; feature < 6; feature++) {
            assertThat(untrained.weights().weight(0, feature)).isEqualTo(feature < 3 ? 0f : 1f);
        }
        assertThat(Ranker.layout(config).weightsRow())
                .isNotEqualTo(Ranker.layout(ALL).weightsRow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"popularity", "pairs", "history", "embedding"})
    void everyGroupAloneRanksLearnsAndExplains(String group) {
        Ranker ranker = ranker(ALL.with(ALL.sources(), group));

        Explanation why = ranker.explain(chosen.row(0));
        assertThat(why.features()).hasSize(3).anySatisfy(feature -> assertThat(feature.weight())
                .isNotIn(0f, 1f));
        if (group.equals("popularity") || group.equals("history")) {
            assertThat(why.pulledBy()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "embedding,", "embeding", "embedding,embedding", "Embedding"})
    void whatIsNoListOfPartsIsRefusedWithThoseThereAre(String list) {
        assertThatThrownBy(() -> ALL.with(ALL.sources(), list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("features is " + list
                        + ": list some of embedding,popularity,pairs,history,similarity, each once, with"
                        + " commas between");
        assertThatThrownBy(() -> ALL.with(list, ALL.features()))
                .hasMessageStartingWith("sources is " + list + ": list some of history,");
    }

    /** One that has seen some events, and has just ranked for Ann, who had a few items. */
    private Ranker ranker(RankerConfig config) {
        Ranker ranker =
                new Ranker(config, LEARNER.contextLength(), model, true, new RankerState(Ranker.layout(config)));
        for (int row = 0; row < ITEMS; row++) {
            model.rowOf(row, "item" + row);
        }
        for (int n = 1; n < 200; n++) {
            ranker.rankGroup("ann", ann, n, true, RowFilter.ALL, 0, 10, chosen);
            int row = n * n % 7;
            ranker.learn("ann", ann, n, true, row, 1f);
            ann.recent().add(row, n);
            ann.countEvent();
        }
        ranker.rank(ann, 1_000, RowFilter.ALL, 0, 10, chosen);
        return ranker;
    }
}
