package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.features.OwnedRow;
import io.freshet.features.RowDelta;
import io.freshet.features.RowLayout;
import io.freshet.jobs.config.JobConfig;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.RowVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;

/** How owner and learner begin without state, by what the topic holds. */
class StartHarnessTest {
    private static final long CLOCK = 1_700_000_000_000L;
    private static final long T = 1_600_000_000_000L;
    private static final JobConfig CONFIG = JobConfigs.withLoop(25, 100);
    private static final RowLayout LAYOUT = new RowLayout(CONFIG.recommender().learner());

    @Test
    void rowsOfAnEarlierJobAreRefusedAndTheMessageSaysWhatToDo() {
        ListedRows earlier = ListedRows.of(StartMode.EMPTY, rows("a")).submitted();

        assertThatThrownBy(() -> OwnerHarness.start(CONFIG, CLOCK, earlier, 1, 0))
                .as("a failure after which Flink does not try again")
                .isInstanceOf(SuppressRestartsException.class)
                .cause()
                .hasMessageContaining("topic freshet.item-state.v1 holds 1 records of an earlier job")
                .hasMessageContaining("--start topic")
                .hasMessageContaining("--start fresh");
    }

    @Test
    void aFreshStartDeletesTheRowsOfEarlierJobsEachByItsOwner() throws Exception {
        List<String> deleted = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            ListedRows earlier = ListedRows.of(StartMode.FRESH, rows("a", "b", "c", "d", "gone"))
                    .addTombstone("gone")
                    .submitted();
            try (OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK, earlier, 2, subtask)) {
                int here = subtask;
                assertThat(earlier.deleted()).allMatch(rowId -> Subtasks.of(rowId, 2) == here);
                deleted.addAll(earlier.deleted());
                owner.waitMs(1000);
                assertThat(owner.rows()).isEmpty();
            }
        }
        assertThat(deleted).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void aFreshStartIsInAHigherEpochThanAllThatWasThere() throws Exception {
        ListedRows earlier = ListedRows.of(StartMode.FRESH, List.of(row("a", CLOCK + 60_000, 5, 7)))
                .submitted();
        try (OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK, earlier, 1, 0)) {
            ItemState published = owner.send(delta("a"));

            assertThat(published.version()).isEqualTo(new RowVersion(CLOCK + 60_001, 1));
            assertThat(published.count()).isEqualTo(1);
        }
    }

    @Test
    void aStartFromTheTopicAdoptsTheNewestRowsAndPublishesThemInAHigherEpoch() throws Exception {
        ItemState newest = row("a", CLOCK - 10, 6, 8);
        ListedRows earlier = ListedRows.of(StartMode.TOPIC, List.of(row("a", CLOCK - 10, 5, 7), newest))
                .addTombstone("b")
                .submitted();
        try (OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK, earlier, 1, 0)) {
            owner.waitMs(1000);

            assertThat(earlier.deleted()).isEmpty();
            assertThat(owner.rows()).singleElement().satisfies(row -> {
                assertThat(row.version()).isEqualTo(new RowVersion(CLOCK, 6));
                assertThat(row)
                        .usingRecursiveComparison()
                        .ignoringFields("version", "covers")
                        .isEqualTo(newest);
            });
            assertThat(owner.send(delta("a")).count()).isEqualTo(9);
        }
    }

    @Test
    void rowsOfAnAttemptThatFailedBeforeItsFirstCheckpointGoBackToTheirStart() throws Exception {
        ListedRows earlier = ListedRows.none().submitted().add(row("a", CLOCK - 10, 5, 7));
        try (OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK, earlier, 1, 0)) {
            owner.waitMs(1000);

            assertThat(owner.rows()).containsExactly(OwnedRow.start("a", LAYOUT).publish(LAYOUT, CLOCK));
        }
    }

    @Test
    void whatAFailedAttemptMadeOfAdoptedRowsIsUndone() throws Exception {
        ListedRows earlier = ListedRows.of(StartMode.TOPIC, List.of(row("a", CLOCK - 1000, 5, 7)))
                .submitted()
                .add(row("a", CLOCK - 10, 6, 100));
        try (OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK, earlier, 1, 0)) {
            owner.waitMs(1000);

            assertThat(owner.rows()).extracting(ItemState::count).containsExactly(7L);
        }
    }

    @Test
    void aLearnerThatStartsFromTheTopicKnowsTheItemsOfTheEarlierJobButNoUser() throws Exception {
        List<Interaction> stream = SmallStream.of(21, 1500);
        List<ItemState> published = publishedFor(stream);
        ListedRows earlier = ListedRows.of(StartMode.TOPIC, published)
                .addTombstone("item7")
                .submitted()
                .add(row("of-this-job", CLOCK, 1, 1));
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG, earlier)) {
            Evaluation known = learner.send(event("user1", "item8"));

            assertThat(known.knownItem()).isTrue();
            assertThat(known.knownUser()).isFalse();
            assertThat(learner.send(event("user2", "item7")).knownItem()).isFalse();
            assertThat(learner.send(event("user3", "of-this-job")).knownItem()).isFalse();
        }
    }

    @Test
    void aLearnerThatStartsFromTheTopicComputesWithTheRowsOfTheOwner() throws Exception {
        List<ItemState> published = publishedFor(SmallStream.of(22, 1500));
        ListedRows earlier = ListedRows.of(StartMode.TOPIC, published).submitted();
        try (PersonalizeHarness fromTopic = PersonalizeHarness.start(CONFIG, earlier);
                PersonalizeHarness fromLoop = PersonalizeHarness.start(CONFIG)) {
            for (ItemState row : published) {
                fromLoop.send(row);
            }
            for (Interaction event : SmallStream.of(23, 300)) {
                assertThat(fromTopic.send(event)).isEqualTo(fromLoop.send(event));
                assertThat(fromTopic.lists()).isEqualTo(fromLoop.lists());
            }
        }
    }

    /** What an owner publishes when a learner has seen the stream: the newest of each row, in the order of the topic. */
    private static List<ItemState> publishedFor(List<Interaction> stream) throws Exception {
        Map<String, ItemState> rows = new HashMap<>();
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG);
                OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK)) {
            learner.sendAll(stream);
            learner.finish();
            for (RowDelta delta : learner.deltas()) {
                ItemState row = owner.send(delta);
                rows.put(row.rowId(), row);
            }
        }
        return List.copyOf(rows.values());
    }

    private static List<ItemState> rows(String... rowIds) {
        List<ItemState> rows = new ArrayList<>();
        for (String rowId : rowIds) {
            rows.add(row(rowId, CLOCK - 1000, 1, 1));
        }
        return rows;
    }

    private static ItemState row(String rowId, long epoch, long counter, long count) {
        ItemState start = OwnedRow.start(rowId, LAYOUT).publish(LAYOUT, epoch);
        return ItemState.builder(rowId, new RowVersion(epoch, counter))
                .target(start.target(), 0.5f)
                .bias(0.25f, 0.125f)
                .source(start.source(), 2f)
                .count(count)
                .updatedMs(T)
                .build();
    }

    private static RowDelta delta(String rowId) {
        return new RowDelta(rowId, 0, 1, 1, new float[RowLayout.PARTS][], 1, T);
    }

    private static Interaction event(String user, String item) {
        return Interaction.of(user + item, user, item, 1f, T + 1_000_000_000);
    }
}
