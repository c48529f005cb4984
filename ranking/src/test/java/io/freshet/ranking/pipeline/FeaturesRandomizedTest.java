package io.freshet.ranking.pipeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.embedding.ChangeListener;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.NegativeSampler;
import io.freshet.features.PopularityOrder;
import io.freshet.features.SignalsConfig;
import io.freshet.features.UserState;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.Streams;
import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Features of all candidates beside what a second look at all past events makes them. */
final class FeaturesRandomizedTest {
    private static final LearnerConfig LEARNER = LearnerConfig.builder()
            .dimension(8)
            .contextLength(4)
            .negatives(4)
            .ringSize(50)
            .build();
    private static final SignalsConfig SIGNALS = new SignalsConfig(40f, 7f, 10, 100, 5, 0.8f, 0.5f, 0f, 0);
    private static final RankerConfig RANKER = RankerConfigs.of(100, 100, 100, 10, 5, 12, 4, SIGNALS);
    private static final double CLOSE = 2e-4;

    @ParameterizedTest(name = "items repeat: {0}, groups: {1}, seed {2}")
    @CsvSource({"true, true, 1", "false, true, 2", "true, false, 3"})
    void areWhatThePastMakesThem(boolean repeat, boolean grouped, long seed) {
        ItemModel model = new ItemModel(LEARNER);
        Recommender recommender = new Recommender(
                new RecommenderConfig(LEARNER, repeat, grouped, 100).with(RANKER),
                model,
                new PopularityOrder(),
                new NegativeSampler(LEARNER.ringSize(), LEARNER.ringShare()),
                ChangeListener.NONE);
        Ranker ranker = recommender.ranker().orElseThrow();
        Map<String, UserState> users = new HashMap<>();
        List<Interaction> past = new ArrayList<>();
        int compared = 0;
        for (Interaction event : Streams.withTies(400, 7, 25, seed)) {
            UserState user = users.computeIfAbsent(event.userId(), recommender::newUser);
            recommender.evaluate(user, event);
            boolean isFirstOfGroup = past.isEmpty() || !isOfGroup(past.get(past.size() - 1), event);
            if (user.events() > 0 && (isFirstOfGroup || !grouped)) {
                compare(ranker, model, event, new NaiveFeatures(past, event, grouped, RANKER));
                compared++;
            }
            recommender.learn(user, event);
            past.add(event);
        }
        assertThat(compared).isGreaterThan(200);
    }

    private static void compare(Ranker ranker, ItemModel model, Interaction event, NaiveFeatures naive) {
        CandidateTable table = requireNonNull(ranker.candidates(event.userId(), event.eventTimeMs()));
        List<String> names = ranker.features();
        assertThat(table.size()).isPositive();
        for (int place = 0; place < table.size(); place++) {
            int row = table.row(place);
            Map<String, Double> expected = naive.of(model.index().id(row));
            for (int feature = 0; feature < names.size(); feature++) {
                Double value = expected.get(names.get(feature));
                if (value != null) {
                    assertThat((double) table.column(feature)[place])
                            .as(
                                    "%s of %s at %s",
                                    names.get(feature), model.index().id(row), event)
                            .isCloseTo(value, within(CLOSE));
                }
            }
        }
    }

    private static boolean isOfGroup(Interaction one, Interaction other) {
        return one.userId().equals(other.userId()) && one.eventTimeMs() == other.eventTimeMs();
    }
}
