package io.freshet.jobs.live;

import static io.freshet.jobs.live.Learned.counted;
import static io.freshet.jobs.live.Learned.counts;
import static io.freshet.jobs.live.Learned.event;
import static io.freshet.jobs.live.Learned.rowIds;
import static io.freshet.jobs.live.Learned.situations;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.LoopConfig;
import io.freshet.features.OwnedRow;
import io.freshet.features.RowDelta;
import io.freshet.features.RowLayout;
import io.freshet.jobs.config.JobConfig;
import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What PERSONALIZE pushes to the owner, and when. */
class PushHarnessTest {
    private static final long T = 1_600_000_000_000L;
    private static final JobConfig CONFIG = JobConfigs.withLoop(25, 100);

    /** So rare a push that it is the clock or the barrier that pushes. */
    private static final JobConfig SELDOM = JobConfigs.withLoop(1_000_000, 10_000);

    @Test
    void deltasArePushedAfterSoManyEvents() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(JobConfigs.withLoop(3, 100))) {
            learner.send(event("u", "a", T));
            learner.send(event("u", "b", T + 1));
            assertThat(learner.deltas()).isEmpty();

            learner.send(event("u", "c", T + 2));

            List<RowDelta> deltas = learner.deltas();
            assertThat(rowIds(deltas)).containsExactlyInAnyOrder("a", "b", "c", RowLayout.WEIGHTS_ROW);
            assertThat(situations(deltas)).containsExactly("context:0", "context:1", "context:2", "gap:0");
            assertThat(deltas).extracting(RowDelta::push).containsOnly(1L);
            assertThat(deltas).extracting(RowDelta::learner).containsOnly(0);
            assertThat(deltas).extracting(RowDelta::eventTimeMs).containsOnly(T + 2);
            assertThat(counts(deltas)).isEqualTo(Map.of("a", 1L, "b", 1L, "c", 1L));
        }
    }

    @Test
    void aLearnerThatIsAloneHasANumberOfEventsOfItsOwn() throws Exception {
        JobConfig config = JobConfig.builder("no-broker:9092")
                .loop(new LoopConfig(2, 100, 4))
                .build();
        try (PersonalizeHarness alone = PersonalizeHarness.start(config);
                PersonalizeHarness oneOfTwo = PersonalizeHarness.start(config, 2, 0)) {
            String user = Subtasks.users(0, 2, 1).get(0);
            for (int i = 0; i < 3; i++) {
                alone.send(event(user, "i" + i, T + i));
                oneOfTwo.send(event(user, "i" + i, T + i));
            }
            assertThat(counts(oneOfTwo.deltas())).isEqualTo(Map.of("i0", 1L, "i1", 1L));
            assertThat(alone.deltas()).isEmpty();

            alone.send(event(user, "i3", T + 3));
            assertThat(counts(alone.deltas())).isEqualTo(Map.of("i0", 1L, "i1", 1L, "i2", 1L, "i3", 1L));
        }
    }

    @Test
    void deltasArePushedByTheClockWhenEventsAreFew() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(SELDOM)) {
            learner.send(event("u", "a", T));

            learner.waitMs(SELDOM.pushInterval().toMillis() - 1);
            assertThat(learner.deltas()).isEmpty();

            learner.waitMs(1);
            assertThat(rowIds(learner.deltas())).containsExactly("a");
        }
    }

    @Test
    void whileAPushHasNotComeBackTheClockPushesNothing() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(SELDOM)) {
            learner.send(event("u", "a", T));
            learner.tick();
            List<RowDelta> first = learner.deltas();

            learner.send(event("v", "b", T + 1));
            learner.tick();
            learner.send(event("w", "c", T + 2));
            learner.tick();
            assertThat(learner.deltas()).isEmpty();

            comeBack(first, learner);
            learner.tick();
            List<RowDelta> second = learner.deltas();
            assertThat(rowIds(second)).containsExactlyInAnyOrder("b", "c");
            assertThat(second)
                    .extracting(RowDelta::push)
                    .containsOnly(first.get(0).push() + 1);
        }
    }

    @Test
    void rowsThatWereOnlyNegativesWaitUntilNothingHappensForAWhile() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(SELDOM)) {
            learner.send(event("u", "a", T));
            learner.send(event("u", "b", T + 1));
            learner.tick();
            comeBack(learner.deltas(), learner);

            learner.send(event("v", "c", T + 2));
            learner.tick();
            List<RowDelta> due = learner.deltas();
            assertThat(rowIds(due)).containsExactly("c");
            comeBack(due, learner);

            learner.waitMs(PushSchedule.QUIET_MS - 2 * SELDOM.pushInterval().toMillis());
            assertThat(learner.deltas()).isEmpty();

            learner.tick();
            List<RowDelta> held = learner.deltas();
            assertThat(rowIds(held)).containsExactlyInAnyOrder("a", "b");
            assertThat(held).extracting(RowDelta::count).containsOnly(0L);
        }
    }

    @Test
    void rowsThatWereOnlyNegativesWaitForSoManyPushes() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(JobConfigs.withLoop(1, 3))) {
            List<Set<String>> pushes = new ArrayList<>();
            for (int n = 0; n < 5; n++) {
                learner.send(event("user" + n, "item" + n, T + n));
                pushes.add(rowIds(learner.deltas()));
            }

            assertThat(pushes)
                    .containsExactly(
                            Set.of("item0"),
                            Set.of("item1"),
                            Set.of("item2"),
                            Set.of("item3"),
                            Set.of("item4", "item0"));
        }
    }

    @Test
    void beforeABarrierAllThatIsCountedIsPushedAndWhatIsHeldBackIsSaved() throws Exception {
        List<Interaction> stream = SmallStream.of(13, 300);
        OperatorSubtaskState saved;
        List<RowDelta> held;
        try (PersonalizeHarness learner = PersonalizeHarness.start(SELDOM)) {
            learner.sendAll(stream.subList(0, 297));
            learner.tick();
            learner.deltas();
            learner.sendAll(stream.subList(297, 300));

            saved = learner.checkpoint();

            List<RowDelta> due = learner.deltas();
            assertThat(counts(due)).isEqualTo(counted(stream.subList(297, 300)));
            assertThat(due)
                    .allMatch(delta -> delta.count() > 0
                            || delta.parts()[RowLayout.SOURCE] != null
                            || delta.parts()[RowLayout.WEIGHTS] != null);
            learner.finish();
            held = learner.deltas();
            assertThat(held).hasSizeGreaterThan(10);
        }
        try (PersonalizeHarness restored = PersonalizeHarness.restore(SELDOM, 1, 0, saved)) {
            restored.tick();
            assertThat(restored.deltas())
                    .usingRecursiveComparison()
                    .ignoringFields("push", "incarnation")
                    .ignoringCollectionOrder()
                    .isEqualTo(held);

            restored.checkpoint();
            restored.finish();
            assertThat(restored.deltas()).as("pushed once").isEmpty();
        }
    }

    @Test
    void whatWasHeldBackIsPushedOnceByTheSubtasksOfAnyParallelism() throws Exception {
        List<Interaction> stream = SmallStream.of(13, 300);
        OperatorSubtaskState saved;
        Set<String> held;
        try (PersonalizeHarness learner = PersonalizeHarness.start(SELDOM)) {
            learner.sendAll(stream.subList(0, 297));
            learner.tick();
            learner.sendAll(stream.subList(297, 300));
            saved = learner.checkpoint();
            learner.deltas();
            learner.finish();
            held = rowIds(learner.deltas());
        }
        List<String> inherited = new ArrayList<>();
        for (int subtask = 0; subtask < 3; subtask++) {
            try (PersonalizeHarness restored = PersonalizeHarness.restore(SELDOM, 3, subtask, saved)) {
                restored.checkpoint();
                List<RowDelta> deltas = restored.deltas();
                assertThat(deltas).extracting(RowDelta::learner).containsOnly(subtask);
                deltas.forEach(delta -> inherited.add(delta.rowId()));
            }
        }
        assertThat(inherited).containsExactlyInAnyOrderElementsOf(held);
    }

    /** Publishes rows to which nobody else has added. */
    private static void comeBack(List<RowDelta> deltas, PersonalizeHarness learner) throws Exception {
        RowLayout layout = SELDOM.recommender().rowLayout();
        for (RowDelta delta : deltas) {
            OwnedRow row = OwnedRow.start(delta.rowId(), layout);
            row.add(delta, layout, 1);
            learner.send(row.publish(layout, 1));
        }
    }

    @Test
    void theEndOfTheInputPushesEverything() throws Exception {
        List<Interaction> stream = SmallStream.of(14, 300);
        try (PersonalizeHarness learner = PersonalizeHarness.start(SELDOM)) {
            learner.sendAll(stream.subList(0, 297));
            learner.tick();
            learner.deltas();
            learner.sendAll(stream.subList(297, 300));

            learner.finish();

            assertEverythingPushed(learner.deltas(), stream.subList(297, 300));
        }
    }

    /** Also the rows that were only negatives, which a push that is not for everything would hold back. */
    private static void assertEverythingPushed(List<RowDelta> deltas, List<Interaction> events) {
        assertThat(counts(deltas)).isEqualTo(counted(events));
        assertThat(rowIds(deltas)).contains(RowLayout.WEIGHTS_ROW);
        assertThat(deltas)
                .filteredOn(delta -> delta.count() == 0 && delta.parts()[RowLayout.SOURCE] == null)
                .hasSizeGreaterThan(10);
    }
}
