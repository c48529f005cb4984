package io.freshet.jobs.live;

import static io.freshet.jobs.live.Learned.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.kafka.RulesChange;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.RecommendedItem;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PERSONALIZE and the rules of the control topic. */
class RulesHarnessTest {
    private static final long T = 1_600_000_000_000L;
    private static final JobConfig CONFIG = JobConfigs.withLoop(25, 100);

    @ParameterizedTest(name = "with a ranker: {0}")
    @ValueSource(booleans = {false, true})
    void whatARuleBlocksIsInNoListFromThenOn(boolean withRanker) throws Exception {
        RecommenderConfig embedding = RecommenderConfig.defaults(false);
        JobConfig config = JobConfig.builder("unused:1")
                .engine(withRanker ? embedding.with(RankerConfig.DEFAULTS) : embedding, CONFIG.loop())
                .build();
        try (PersonalizeHarness learner = PersonalizeHarness.start(config)) {
            threeItems(learner, "v");
            learner.send(event("u", "x", T + 10));
            assertThat(itemIds(learner.newestList())).containsExactlyInAnyOrder("a", "b", "c");
            learner.send(blocking("b", 1));

            assertThat(itemIds(ask(learner, "u"))).containsExactlyInAnyOrder("a", "c");
            assertThat(itemIds(ask(learner, "nobody"))).containsExactlyInAnyOrder("a", "c", "x");
            learner.send(event("w", "x", T + 20));
            assertThat(itemIds(learner.newestList())).containsExactlyInAnyOrder("a", "c");

            learner.send(blocking("c", 2));
            assertThat(itemIds(ask(learner, "u")))
                    .as("in place of the earlier ones")
                    .containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void rulesOfALowerEpochComeTooLateAndWithdrawalEndsAll() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            threeItems(learner, "v");
            learner.send(blocking("a", 5));
            learner.send(blocking("b", 4));
            assertThat(itemIds(ask(learner, "nobody"))).containsExactlyInAnyOrder("b", "c");

            learner.send(RulesChange.WITHDRAWN);
            assertThat(itemIds(ask(learner, "nobody"))).hasSize(3);
            learner.send(blocking("b", 4));
            assertThat(itemIds(ask(learner, "nobody"))).containsExactlyInAnyOrder("a", "c");
        }
    }

    @Test
    void everySubtaskGetsTheRulesBackAtAnotherParallelism() throws Exception {
        OperatorSubtaskState[] saved = new OperatorSubtaskState[2];
        for (int subtask = 0; subtask < 2; subtask++) {
            try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG, 2, subtask)) {
                threeItems(learner, Subtasks.users(subtask, 2, 1).get(0));
                learner.send(blocking("b", 5));
                saved[subtask] = learner.checkpoint();
            }
        }
        for (int subtask = 0; subtask < 3; subtask++) {
            try (PersonalizeHarness restored = PersonalizeHarness.restore(CONFIG, 3, subtask, saved)) {
                String nobody = Subtasks.users(subtask, 3, 5).get(4);
                assertThat(itemIds(ask(restored, nobody))).containsExactlyInAnyOrder("a", "c");
                restored.send(blocking("c", 4));
                assertThat(itemIds(ask(restored, nobody)))
                        .as("its epoch is restored too")
                        .containsExactlyInAnyOrder("a", "c");
            }
        }
    }

    @Test
    void withoutStateTheRulesAreReadBeforeTheFirstRecordAndWithItTheyAreNot() throws Exception {
        EarlierRecords<RulesChange> earlier = changes -> {
            changes.accept(blocking("a", 1));
            changes.accept(blocking("b", 2));
        };
        OperatorSubtaskState saved;
        try (PersonalizeHarness learner = PersonalizeHarness.startWithRules(CONFIG, earlier, null)) {
            threeItems(learner, "v");
            assertThat(itemIds(ask(learner, "nobody"))).containsExactlyInAnyOrder("a", "c");
            learner.send(RulesChange.WITHDRAWN);
            saved = learner.checkpoint();
        }
        EarlierRecords<RulesChange> notAgain = changes -> {
            throw new AssertionError("rules were read though what is in force is in the state");
        };
        try (PersonalizeHarness restored = PersonalizeHarness.startWithRules(CONFIG, notAgain, saved)) {
            assertThat(itemIds(ask(restored, "nobody"))).hasSize(3);
        }
    }

    private static RulesChange blocking(String itemId, long epoch) {
        return new RulesChange("rules:\n  recalled:\n    items: [" + itemId + "]\n", epoch);
    }

    private static void threeItems(PersonalizeHarness learner, String user) throws Exception {
        learner.send(event(user, "a", T));
        learner.send(event(user, "b", T + 1));
        learner.send(event(user, "c", T + 2));
        learner.lists();
    }

    private static Recommendations ask(PersonalizeHarness learner, String user) throws Exception {
        return learner.ask(new RecommendationRequest("r", user, 10, List.of(), List.of(), List.of(), null, T + 100));
    }

    private static List<String> itemIds(Recommendations answer) {
        return answer.items().stream().map(RecommendedItem::itemId).toList();
    }
}
