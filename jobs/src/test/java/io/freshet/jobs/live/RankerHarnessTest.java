package io.freshet.jobs.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.StableHash;
import io.freshet.features.LoopConfig;
import io.freshet.features.RowDelta;
import io.freshet.features.RowLayout;
import io.freshet.features.UserState;
import io.freshet.jobs.config.JobConfig;
import io.freshet.ranking.EventResult;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.pipeline.Ranker;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.ItemState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** The live job's operators when they serve the ranker. */
final class RankerHarnessTest {
    private static final long CLOCK = 1_700_000_000_000L;
    private static final RecommenderConfig ENGINE =
            RecommenderConfig.defaults(false).with(RankerConfig.DEFAULTS);
    private static final JobConfig CONFIG = JobConfig.builder("no-broker:9092")
            .engine(ENGINE, new LoopConfig(25, 100))
            .build();
    private static final String WEIGHTS = Ranker.layout(RankerConfig.DEFAULTS).weightsRow();

    @Test
    void everyEventIsRankedAsByTheBareEngineWhileTheRowsComeBackLate() throws Exception {
        Recommender engine = Recommender.alone(ENGINE);
        Map<String, UserState> users = new HashMap<>();
        int hits = 0;
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG);
                OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK)) {
            ArrayDeque<RowDelta> onTheWay = new ArrayDeque<>();
            for (Interaction event : SmallStream.of(31, 1500)) {
                UserState user = users.computeIfAbsent(event.userId(), engine::newUser);
                EventResult expected = engine.evaluate(user, event);
                engine.learn(user, event);
                Evaluation evaluation = learner.send(event);
                assertThat(evaluation.rank()).isEqualTo(expected.rank());
                assertThat(evaluation.modelVersion()).isEqualTo("ranker-1");
                hits += expected.rank() > 0 && expected.rank() <= 10 ? 1 : 0;
                onTheWay.addAll(learner.deltas());
                while (onTheWay.size() > 500) {
                    learner.send(owner.send(onTheWay.remove()));
                }
            }
        }
        assertThat(hits).as("something is learned").isGreaterThan(100);
    }

    @Test
    void aRestoredJobGoesOnWithSignalsAndWeights() throws Exception {
        List<Interaction> stream = SmallStream.of(32, 2000);
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG);
                OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK)) {
            learner.sendAll(stream.subList(0, 1500));
            OperatorSubtaskState saved = learner.checkpoint();
            Map<String, ItemState> rows = published(learner, owner);
            OperatorSubtaskState savedRows = owner.checkpoint();
            long savedMs = stream.get(1499).eventTimeMs();

            try (PersonalizeHarness restored = PersonalizeHarness.restore(CONFIG, 1, 0, saved);
                    OwnerHarness restoredOwner = OwnerHarness.restore(CONFIG, CLOCK + 1, 1, 0, savedRows)) {
                restoredOwner.finish();
                for (ItemState row : restoredOwner.rows()) {
                    ItemState before = rows.remove(row.rowId());
                    assertThat(row)
                            .usingRecursiveComparison()
                            .ignoringFields("version", "covers")
                            .isEqualTo(before);
                }
                assertThat(rows).as("rows that were not published again").isEmpty();
                assertRankedAlike(restored, learner, after(savedMs, stream));
            }
        }
    }

    @Test
    void aLearnerThatStartsFromTheTopicRanksWithItsSignalsAndWeights() throws Exception {
        List<Interaction> stream = SmallStream.of(33, 1500);
        try (PersonalizeHarness first = PersonalizeHarness.start(CONFIG);
                OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK)) {
            first.sendAll(stream);
            first.finish();
            Map<String, ItemState> rows = published(first, owner);
            assertThat(requireNonNull(rows.get(RowLayout.TOTALS_ROW)).count()).isEqualTo(1500);
            assertThat(rows).containsKey(WEIGHTS);
            List<ItemState> topic = new ArrayList<>(rows.values());

            try (PersonalizeHarness fromTopic = PersonalizeHarness.start(
                            CONFIG, ListedRows.of(StartMode.TOPIC, topic).submitted());
                    PersonalizeHarness fromLoop = PersonalizeHarness.start(CONFIG)) {
                for (ItemState row : topic) {
                    fromLoop.send(row);
                }
                assertRankedAlike(fromTopic, fromLoop, SmallStream.of(34, 300));
            }
            try (OwnerHarness adopting = OwnerHarness.start(
                    CONFIG, CLOCK + 5, ListedRows.of(StartMode.TOPIC, topic).submitted(), 1, 0)) {
                adopting.finish();
                assertThat(adopting.rows()).allSatisfy(row -> assertThat(row)
                        .usingRecursiveComparison()
                        .ignoringFields("version", "covers")
                        .isEqualTo(rows.get(row.rowId())));
            }
        }
    }

    @Test
    void usersOfAJobThatServedTheEmbeddingAreRememberedLongerFromNowOn() throws Exception {
        JobConfig embedding = JobConfigs.withLoop(25, 100);
        OperatorSubtaskState saved;
        try (PersonalizeHarness learner = PersonalizeHarness.start(embedding)) {
            for (int n = 0; n < 60; n++) {
                learner.send(event("item" + n, CLOCK + n));
            }
            assertThat(learner.user("user").recent().size()).isEqualTo(21);
            saved = learner.checkpoint();
        }
        try (PersonalizeHarness ranker = PersonalizeHarness.restore(CONFIG, 1, 0, saved)) {
            for (int n = 60; n < 100; n++) {
                ranker.send(event("item" + n, CLOCK + n));
            }
            assertThat(ranker.user("user").recent().size()).isEqualTo(51);
        }
    }

    @Test
    void rowsOfNeighboursGoOutWhenNoOtherRowWaits() throws Exception {
        JobConfig narrow = JobConfig.builder("no-broker:9092")
                .engine(ENGINE, new LoopConfig(25, 100))
                .loopBytesPerSecond(10_000)
                .build();
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG);
                OwnerHarness owner = OwnerHarness.start(narrow, CLOCK)) {
            learner.sendAll(SmallStream.of(35, 200));
            learner.finish();
            for (RowDelta delta : learner.deltas()) {
                owner.add(delta);
            }
            List<ItemState> rows = new ArrayList<>();
            for (int second = 0; second < 60; second++) {
                owner.waitMs(1000);
                rows.addAll(owner.rows());
            }
            List<Boolean> yield =
                    rows.stream().map(row -> RowLayout.yields(row.rowId())).toList();
            assertThat(yield).contains(true, false);
            assertThat(yield.lastIndexOf(false)).isLessThan(yield.indexOf(true));
        }
    }

    /** The newest publication of each row, from what the learner has pushed. */
    private static Map<String, ItemState> published(PersonalizeHarness learner, OwnerHarness owner) throws Exception {
        Map<String, ItemState> rows = new HashMap<>();
        for (RowDelta delta : learner.deltas()) {
            ItemState row = owner.send(delta);
            rows.put(row.rowId(), row);
        }
        return rows;
    }

    /** All but a few ranks are equal: rows came in another order, so sums are rounded otherwise and ties fall otherwise. */
    private static void assertRankedAlike(PersonalizeHarness one, PersonalizeHarness other, List<Interaction> events)
            throws Exception {
        int equal = 0;
        int ranked = 0;
        for (Interaction event : events) {
            int rank = one.send(event).rank();
            equal += rank == other.send(event).rank() ? 1 : 0;
            ranked += rank > 0 ? 1 : 0;
        }
        assertThat(ranked).isGreaterThan(events.size() / 2);
        assertThat(equal).isGreaterThanOrEqualTo(events.size() * 97 / 100);
    }

    private static List<Interaction> after(long timeMs, List<Interaction> stream) {
        return stream.stream().filter(event -> event.eventTimeMs() > timeMs).toList();
    }

    private static Interaction event(String item, long timeMs) {
        return Interaction.of("e" + StableHash.of(item), "user", item, 1f, timeMs);
    }
}
