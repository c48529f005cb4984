package io.freshet.ranking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.ChangeListener;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.NegativeSampler;
import io.freshet.embedding.StableHash;
import io.freshet.features.PopularityOrder;
import io.freshet.features.SignalsConfig;
import io.freshet.features.UserState;
import io.freshet.features.declared.Aggregation;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.features.declared.FeatureEvent;
import io.freshet.features.declared.FeaturePlan;
import io.freshet.features.declared.FeatureTables;
import io.freshet.ranking.EventConfig;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.Streams;
import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Columns and situations of all candidates beside the tables that a training set is made from, filled as {@code freshet export}
 * fills them: with all events of before the group.
 */
final class DeclaredFeaturesRandomizedTest {
    private static final LearnerConfig LEARNER = LearnerConfig.builder()
            .dimension(8)
            .contextLength(4)
            .negatives(4)
            .ringSize(50)
            .build();
    private static final RankerConfig RANKER =
            RankerConfigs.of(30, 20, 10, 5, 5, 12, 4, new SignalsConfig(40f, 7f, 10, 100, 5, 0.8f, 0.5f, 0f, 0));

    /** The ranker's own bucketings come first. */
    private static final int OWN_BUCKETINGS = RankerSituation.values().length;

    private final DeclaredConfig declared = SampleDeclared.all();
    private final FeaturePlan plan = FeaturePlan.of(declared.definitions());
    private final FeatureTables tables = new FeatureTables(plan);
    private final double[] values = new double[plan.size()];
    private final ItemModel model = new ItemModel(LEARNER);
    private int compared;
    private int somethingHeld;

    @ParameterizedTest(name = "items repeat: {0}, groups: {1}, a view weighs {2}, seed {3}")
    @CsvSource({"true, true, 1, 1", "false, true, 0, 2", "true, false, 1, 3", "true, true, 0, 4", "true, true, -1, 5"})
    void areThoseOfATrainingSet(boolean repeat, boolean grouped, float viewWeight, long seed) {
        EventConfig events = new EventConfig(viewWeight, 1f, 1f, 1f, 1f, -1f, 1f, 0.1f);
        Recommender recommender = new Recommender(
                new RecommenderConfig(LEARNER, repeat, grouped, 100)
                        .with(RANKER)
                        .with(events)
                        .with(declared),
                model,
                new PopularityOrder(),
                new NegativeSampler(LEARNER.ringSize(), LEARNER.ringShare()),
                ChangeListener.NONE);
        Ranker ranker = recommender.ranker().orElseThrow();
        Map<String, UserState> users = new HashMap<>();
        List<Interaction> group = new ArrayList<>();
        for (Interaction event : Streams.withDislikes(600, 7, 25, seed)) {
            if (!group.isEmpty() && !(grouped && isOfGroup(group.get(0), event))) {
                group.forEach(this::count);
                group.clear();
            }
            UserState user = users.computeIfAbsent(event.userId(), recommender::newUser);
            recommender.evaluate(user, event);
            recommender.learn(user, event); // which ranks the group of an event that is not tested
            boolean isMade = grouped ? group.isEmpty() : events.strength(event) > 0;
            CandidateTable table = ranker.candidates(event.userId(), event.eventTimeMs());
            if (isMade && table != null && user.events() > 1) {
                compare(ranker, table, event);
            }
            group.add(event);
        }
        assertThat(compared).isGreaterThan(150);
        assertThat(somethingHeld).isGreaterThan(1_000);
    }

    private void compare(Ranker ranker, CandidateTable table, Interaction event) {
        List<String> names = ranker.features();
        assertThat(names)
                .endsWith(DeclaredFeatures.columns(declared).stream()
                        .map(FeatureDefinition::name)
                        .toArray(String[]::new));
        for (int place = 0; place < table.size(); place++) {
            tables.read(
                    StableHash.of(event.userId()), model.index().key(table.row(place)), event.eventTimeMs(), 0, values);
            int situation = OWN_BUCKETINGS;
            for (int feature = 0; feature < plan.size(); feature++) {
                FeatureDefinition definition = plan.definitions().get(feature);
                if (definition.entity() == Entity.USER) {
                    int bucket = DeclaredSituation.bucket(values[feature]);
                    assertThat((table.set(situation) - firstSet(situation)))
                            .as("%s at %s", definition, event)
                            .isEqualTo(bucket);
                    situation++;
                } else {
                    float found = table.column(names.indexOf(definition.name()))[place];
                    assertThat(found)
                            .as("%s at %s", definition, event)
                            .isEqualTo(expected(definition, values[feature]));
                    somethingHeld += found == 0 ? 0 : 1;
                }
            }
        }
        compared++;
    }

    private static int firstSet(int bucketing) {
        int own = 1
                + Stream.of(RankerSituation.values())
                        .mapToInt(RankerSituation::buckets)
                        .sum();
        return own + (bucketing - OWN_BUCKETINGS) * DeclaredSituation.BUCKETS;
    }

    /** As the documentation has it. */
    private static float expected(FeatureDefinition definition, double value) {
        if (Double.isNaN(value)) {
            return 0f;
        }
        return definition.aggregation() == Aggregation.RATIO
                ? (float) Math.min(10, value)
                : DeclaredColumns.ofCount(value);
    }

    private void count(Interaction event) {
        tables.add(new FeatureEvent(
                StableHash.of(event.userId()),
                StableHash.of(event.itemId()),
                StableHash.of(event.eventId()),
                plan.typeOf(event.type()),
                FeatureEvent.NO_VALUE,
                event.eventTimeMs(),
                0));
    }

    private static boolean isOfGroup(Interaction one, Interaction other) {
        return one.userId().equals(other.userId()) && one.eventTimeMs() == other.eventTimeMs();
    }
}
