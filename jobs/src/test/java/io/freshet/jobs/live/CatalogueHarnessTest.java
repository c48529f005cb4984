package io.freshet.jobs.live;

import static io.freshet.jobs.live.Learned.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.ItemFacts;
import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.kafka.CatalogueChange;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.ranking.pipeline.SelectionConfig;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.RecommendedItem;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** PERSONALIZE and the catalogue. */
class CatalogueHarnessTest {
    private static final long T = 1_600_000_000_000L;
    private static final JobConfig CONFIG = JobConfigs.withLoop(25, 100);

    @Test
    void whatIsUnavailableOrGoneIsInNoListUntilItIsBack() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            threeItems(learner);
            learner.send(unavailable("b"), gone("c"));

            assertThat(itemIds(ask(learner, null))).containsExactly("a");
            learner.send(event("u", "x", T + 10));
            assertThat(itemIds(learner.newestList())).containsExactly("a");

            learner.send(back("b"));
            assertThat(itemIds(ask(learner, null))).containsExactlyInAnyOrder("a", "b", "x");
        }
    }

    @Test
    void aCategoryThatIsAskedForIsTheCataloguesWord() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            threeItems(learner);
            learner.send(new CatalogueChange("b", new ItemFacts(true, List.of("shoes"))));

            assertThat(itemIds(ask(learner, "shoes"))).containsExactly("b");
            Recommendations none = ask(learner, "hats");
            assertThat(none.items()).isEmpty();
            assertThat(none.reason()).isEqualTo("nothing-left");
        }
    }

    @Test
    void anItemThatNobodyHasTouchedIsInListsByItsContentAlsoAfterARestore() throws Exception {
        OperatorSubtaskState saved;
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            threeItems(learner);
            learner.send(content("new", 1f), content("a", -1f), content("hidden", 1f));
            learner.send(unavailable("hidden"));
            assertThat(itemIds(ask(learner, "v", null)))
                    .as("v has had the others")
                    .containsExactly("new");
            learner.deltas();
            learner.send(event("w", "new", T + 20));
            learner.tick();
            assertThat(learner.deltas())
                    .filteredOn(delta -> delta.rowId().equals("new"))
                    .singleElement()
                    .satisfies(delta -> assertThat(delta.start()).isNotNull());
            learner.send(content("newer", 1f));
            saved = learner.checkpoint();
        }
        try (PersonalizeHarness restored = PersonalizeHarness.restore(CONFIG, 1, 0, saved)) {
            assertThat(itemIds(ask(restored, "v", null))).containsExactlyInAnyOrder("new", "newer");
        }
    }

    @Test
    void capsCountTheCategoriesThatTheCatalogueTells() throws Exception {
        RankerConfig capped = RankerConfig.DEFAULTS.with(new SelectionConfig(0f, 0f, 10, 1, 2));
        JobConfig config = JobConfig.builder("no-broker:9092")
                .engine(RecommenderConfig.defaults(false).with(capped), CONFIG.loop())
                .build();
        try (PersonalizeHarness learner = PersonalizeHarness.start(config)) {
            threeItems(learner);
            for (String shoe : List.of("a", "c")) {
                learner.send(new CatalogueChange(shoe, new ItemFacts(true, List.of("shoes"))));
            }
            learner.send(new CatalogueChange("b", new ItemFacts(true, List.of("hats"))));
            learner.send(event("u", "x", T + 10));

            List<String> list = itemIds(learner.newestList());
            assertThat(list).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(list.subList(0, 2)).as("one shoe and the hat").contains("b");
        }
    }

    @Test
    void everySubtaskGetsTheCatalogueBackAtAnotherParallelism() throws Exception {
        OperatorSubtaskState[] saved = new OperatorSubtaskState[2];
        for (int subtask = 0; subtask < 2; subtask++) {
            try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG, 2, subtask)) {
                threeItems(learner, Subtasks.users(subtask, 2, 1).get(0));
                learner.send(unavailable("b"), new CatalogueChange("a", new ItemFacts(true, List.of("shoes"))));
                saved[subtask] = learner.checkpoint();
            }
        }
        for (int subtask = 0; subtask < 3; subtask++) {
            try (PersonalizeHarness restored = PersonalizeHarness.restore(CONFIG, 3, subtask, saved)) {
                String nobody = Subtasks.users(subtask, 3, 5).get(4);
                assertThat(itemIds(ask(restored, nobody, null))).containsExactlyInAnyOrder("a", "c");
                assertThat(itemIds(ask(restored, nobody, "shoes"))).containsExactly("a");
            }
        }
    }

    @Test
    void withoutStateTheCatalogueIsReadBeforeTheFirstRecord() throws Exception {
        EarlierRecords<CatalogueChange> earlier = changes ->
                List.of(unavailable("a"), unavailable("b"), back("a")).forEach(changes);
        OperatorSubtaskState saved;
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG, earlier, null)) {
            threeItems(learner);
            assertThat(itemIds(ask(learner, null))).containsExactlyInAnyOrder("a", "c");
            learner.send(back("b"));
            saved = learner.checkpoint();
        }
        try (PersonalizeHarness restored = PersonalizeHarness.start(CONFIG, earlier, saved)) {
            assertThat(itemIds(ask(restored, null)))
                    .as("what was saved is newer than what was there at the start")
                    .containsExactlyInAnyOrder("a", "b", "c");
        }
    }

    @Test
    void anEmptyCatalogueIsSavedTooAndNotReadAgain() throws Exception {
        OperatorSubtaskState saved;
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            threeItems(learner);
            saved = learner.checkpoint();
        }
        EarlierRecords<CatalogueChange> notAgain = changes -> {
            throw new AssertionError("the catalogue was read though it is in the state");
        };
        try (PersonalizeHarness restored = PersonalizeHarness.start(CONFIG, notAgain, saved)) {
            assertThat(itemIds(ask(restored, null))).hasSize(3);
        }
    }

    private static void threeItems(PersonalizeHarness learner) throws Exception {
        threeItems(learner, "v");
    }

    private static void threeItems(PersonalizeHarness learner, String user) throws Exception {
        learner.send(event(user, "a", T));
        learner.send(event(user, "b", T + 1));
        learner.send(event(user, "c", T + 2));
        learner.lists();
    }

    /** By one who is unknown, so that everything popular is offered. */
    private static Recommendations ask(PersonalizeHarness learner, @Nullable String category) throws Exception {
        return ask(learner, "nobody", category);
    }

    private static Recommendations ask(PersonalizeHarness learner, String user, @Nullable String category)
            throws Exception {
        return learner.ask(
                new RecommendationRequest("r", user, 10, List.of(), List.of(), List.of(), category, T + 100));
    }

    private static CatalogueChange unavailable(String itemId) {
        return new CatalogueChange(itemId, new ItemFacts(false, List.of("shoes")));
    }

    private static CatalogueChange content(String itemId, float value) {
        return new CatalogueChange(itemId, ItemFacts.USUAL, new float[] {value, 1f});
    }

    private static CatalogueChange back(String itemId) {
        return new CatalogueChange(itemId, ItemFacts.USUAL);
    }

    private static CatalogueChange gone(String itemId) {
        return new CatalogueChange(itemId, ItemFacts.GONE);
    }

    private static List<String> itemIds(Recommendations answer) {
        return answer.items().stream().map(RecommendedItem::itemId).toList();
    }
}
