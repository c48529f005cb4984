package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.OwnedRow;
import io.freshet.features.RowDelta;
import io.freshet.features.RowLayout;
import io.freshet.features.Signals;
import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.config.Settings;
import io.freshet.schemas.Coverage;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.RowVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** OWNER delta by delta: what it publishes, under which version, and what it publishes again after a restore. */
class OwnerOperatorHarnessTest {
    private static final long CLOCK = 1_700_000_000_000L;
    private static final long T = 1_600_000_000_000L;

    /** The owner's pace after a restore: so many rows at each tick. */
    private static final int ROWS_A_TICK = 500;

    private static final long TICK_MS = 20;
    private static final long DAY = 86_400_000;

    /** A day begins, and so does a step of the expiry. */
    private static final long D = T / DAY * DAY;

    private static final JobConfig EXPIRING = JobConfig.builder("no-broker:9092")
            .settings(Settings.load(null, List.of("items.expiry-days=1", "serving.model=embedding")), false)
            .build();
    private static final JobConfig CONFIG = JobConfigs.withLoop(25, 100);
    private static final RowLayout LAYOUT = new RowLayout(CONFIG.recommender().learner());

    @Test
    void everyDeltaIsAddedToTheStartValuesAndPublished() throws Exception {
        try (OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK)) {
            ItemState first = owner.send(new Push(0, 7, 1).of("a", 0.5f, 2, T + 5));
            ItemState second = owner.send(new Push(1, 9, 4).of("a", -0.25f, 1, T));

            ItemState start = OwnedRow.start("a", LAYOUT).publish(LAYOUT, CLOCK);
            assertThat(first.target()).isEqualTo(plus(start, 0.5f));
            assertThat(second.target()).isEqualTo(plus(first, -0.25f));
            assertThat(second.bias()).isEqualTo(0.25f);
            assertThat(second.targetAccumulator()).isEqualTo(0.25f);
            assertThat(second.biasAccumulator()).isEqualTo(0.25f);
            assertThat(second.source()).isEqualTo(start.source());
            assertThat(List.of(first.count(), second.count())).containsExactly(2L, 3L);
            assertThat(second.updatedMs()).isEqualTo(T + 5);
        }
    }

    @Test
    void aDeltaWithAValueThatIsNotFiniteChangesNoValueAndDoesNotEndTheJob() throws Exception {
        try (OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK)) {
            ItemState before = owner.send(new Push(0, 7, 1).of("a", 0.5f, 2, T));
            ItemState after = owner.send(new Push(0, 7, 2).of("a", Float.NaN, 1, T));

            assertThat(after.target()).isEqualTo(before.target());
            assertThat(after.covers()).containsExactly(new Coverage(0, 7, 2));
            assertThat(owner.send(new Push(1, 9, 1).of("a", 0.25f, 1, T)).target())
                    .isEqualTo(plus(before, 0.25f));
        }
    }

    @Test
    void aRowNamesTheLastPushOfEachLearner() throws Exception {
        try (OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK)) {
            owner.send(new Push(0, 7, 1).of("a"));
            owner.send(new Push(1, 9, 4).of("a"));
            assertThat(owner.send(new Push(0, 7, 3).of("a")).covers())
                    .containsExactlyInAnyOrder(new Coverage(0, 7, 3), new Coverage(1, 9, 4));

            assertThat(owner.send(new Push(2, 8, 1).of("b")).covers()).containsExactly(new Coverage(2, 8, 1));
        }
    }

    @Test
    void theVersionOfARowRisesWithEachDelta() throws Exception {
        try (OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK)) {
            List<RowVersion> versions = new ArrayList<>();
            for (int push = 1; push <= 3; push++) {
                versions.add(owner.send(new Push(0, 7, push).of("a")).version());
                owner.send(new Push(0, 7, push).of("b"));
            }

            assertThat(versions)
                    .containsExactly(new RowVersion(CLOCK, 1), new RowVersion(CLOCK, 2), new RowVersion(CLOCK, 3));
        }
    }

    @Test
    void whatChangesWithinATickIsPublishedOnceWithAllItsDeltas() throws Exception {
        try (OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK)) {
            for (int push = 1; push <= 1000; push++) {
                owner.add(new Push(push % 3, 7, push).of("hot"));
                owner.add(new Push(push % 3, 7, push).of("item" + push % 10));
            }
            assertThat(owner.rows()).isEmpty();

            owner.waitMs(PublishQueue.TICK_MS);

            assertThat(owner.rows()).hasSize(11).first().satisfies(hot -> {
                assertThat(hot.rowId()).isEqualTo("hot");
                assertThat(hot.count()).isEqualTo(1000);
                assertThat(hot.version()).isEqualTo(new RowVersion(CLOCK, 1000));
                assertThat(hot.covers())
                        .containsExactlyInAnyOrder(
                                new Coverage(0, 7, 999), new Coverage(1, 7, 1000), new Coverage(2, 7, 998));
            });
        }
    }

    @Test
    void beyondTheBudgetEveryRowWaitsForItsTurnAndLosesNoDelta() throws Exception {
        JobConfig small =
                JobConfig.builder("no-broker:9092").loopBytesPerSecond(100_000).build();
        try (OwnerHarness owner = OwnerHarness.start(small, CLOCK)) {
            List<ItemState> published = new ArrayList<>();
            for (int push = 1; push <= 2000; push++) {
                owner.add(new Push(0, 7, push).of("hot"));
                owner.add(new Push(0, 7, push).of("item" + push % 50));
                if (push % 10 == 0) {
                    owner.waitMs(PublishQueue.TICK_MS);
                    published.addAll(owner.rows());
                }
            }
            for (int tick = 0; tick < 50; tick++) {
                owner.waitMs(PublishQueue.TICK_MS);
            }
            published.addAll(owner.rows());

            // 25 kB at once, then 100 kB/s for 5 s, at some 600 bytes a row; 2,200 without a budget
            assertThat(published).hasSizeBetween(500, 900);
            ItemState hot = published.stream()
                    .filter(row -> row.rowId().equals("hot"))
                    .reduce((a, b) -> b)
                    .orElseThrow();
            assertThat(hot.count()).isEqualTo(2000);
            assertThat(hot.covers()).containsExactly(new Coverage(0, 7, 2000));
            assertThat(published.stream().collect(Collectors.groupingBy(ItemState::rowId, Collectors.counting())))
                    .as("every row gets its turn")
                    .hasSize(51)
                    .allSatisfy((row, times) -> assertThat(times).isGreaterThan(5));
        }
    }

    @Test
    void theEndOfTheInputPublishesWhatTheBudgetHeldBack() throws Exception {
        JobConfig small =
                JobConfig.builder("no-broker:9092").loopBytesPerSecond(10_000).build();
        try (OwnerHarness owner = OwnerHarness.start(small, CLOCK)) {
            Push push = new Push(0, 7, 1);
            for (int n = 0; n < 100; n++) {
                owner.add(push.of("item" + n));
            }
            owner.waitMs(PublishQueue.TICK_MS);
            assertThat(owner.rows()).hasSizeLessThan(10);

            owner.finish();

            assertThat(owner.rows()).hasSizeGreaterThan(90);
        }
    }

    @Test
    void afterARestoreTheEpochIsHigherEvenIfTheClockWentBack() throws Exception {
        OperatorSubtaskState saved;
        try (OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK)) {
            owner.send(new Push(0, 7, 1).of("a"));
            saved = owner.checkpoint();
        }
        try (OwnerHarness restored = OwnerHarness.restore(CONFIG, CLOCK - 60_000, 1, 0, saved)) {
            ItemState row = restored.send(new Push(0, 8, 1).of("a"));
            assertThat(row.version()).isEqualTo(new RowVersion(CLOCK + 1, 2));
            assertThat(row.covers()).containsExactly(new Coverage(0, 8, 1));
        }
        try (OwnerHarness restored = OwnerHarness.restore(CONFIG, CLOCK + 60_000, 1, 0, saved)) {
            assertThat(restored.send(new Push(0, 8, 1).of("a")).version()).isEqualTo(new RowVersion(CLOCK + 60_000, 2));
        }
    }

    @Test
    void afterARestoreAllRowsArePublishedAgainOnceAtThePaceOfTheTicks() throws Exception {
        int rows = 2 * ROWS_A_TICK + 200;
        OperatorSubtaskState saved = savedRows(rows);
        try (OwnerHarness restored = OwnerHarness.restore(CONFIG, CLOCK + 1000, 1, 0, saved)) {
            assertThat(restored.rows()).isEmpty();
            restored.waitMs(TICK_MS - 1);
            assertThat(restored.rows()).isEmpty();
            restored.waitMs(1);
            List<ItemState> published = new ArrayList<>(restored.rows());
            assertThat(published).hasSize(ROWS_A_TICK);
            restored.waitMs(TICK_MS);
            published.addAll(restored.rows());
            assertThat(published).hasSize(2 * ROWS_A_TICK);
            restored.waitMs(TICK_MS);
            published.addAll(restored.rows());
            restored.waitMs(100 * TICK_MS);
            assertThat(restored.rows()).isEmpty();

            assertThat(published)
                    .hasSize(rows)
                    .allMatch(row -> row.version().equals(new RowVersion(CLOCK + 1000, 1)))
                    .allMatch(row -> row.covers().isEmpty())
                    .allMatch(row -> row.count() == 1);
            assertThat(rowIds(published)).hasSize(rows);
        }
    }

    @Test
    void whatIsPublishedAgainHasTheValuesOfBefore() throws Exception {
        OperatorSubtaskState saved;
        ItemState before;
        try (OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK)) {
            before = owner.send(new Push(0, 7, 1).of("a", 0.5f, 3, T));
            saved = owner.checkpoint();
            owner.send(new Push(0, 7, 2).of("a", 100f, 100, T));
        }
        try (OwnerHarness restored = OwnerHarness.restore(CONFIG, CLOCK + 1000, 1, 0, saved)) {
            restored.waitMs(TICK_MS);

            assertThat(restored.rows()).singleElement().satisfies(row -> {
                assertThat(row.version()).isGreaterThan(new RowVersion(CLOCK, 2));
                assertThat(row)
                        .usingRecursiveComparison()
                        .ignoringFields("version", "covers")
                        .isEqualTo(before);
            });
        }
    }

    @Test
    void theEndOfTheInputPublishesTheRowsThatWereStillToCome() throws Exception {
        int rows = ROWS_A_TICK + 200;
        try (OwnerHarness restored = OwnerHarness.restore(CONFIG, CLOCK + 1000, 1, 0, savedRows(rows))) {
            restored.waitMs(TICK_MS);
            Set<String> published = rowIds(restored.rows());

            restored.finish();

            List<ItemState> rest = restored.rows();
            assertThat(rest).hasSize(rows - ROWS_A_TICK);
            published.addAll(rowIds(rest));
            assertThat(published).hasSize(rows);
        }
    }

    @Test
    void restoredAtAnotherParallelismEachRowIsPublishedAgainByOneSubtask() throws Exception {
        int rows = 400;
        OperatorSubtaskState saved = savedRows(rows);
        List<ItemState> published = new ArrayList<>();
        for (int subtask = 0; subtask < 3; subtask++) {
            try (OwnerHarness restored = OwnerHarness.restore(CONFIG, CLOCK - 1000, 3, subtask, saved)) {
                restored.waitMs(TICK_MS);
                List<ItemState> own = restored.rows();
                int here = subtask;
                assertThat(own).isNotEmpty().allMatch(row -> Subtasks.of(row.rowId(), 3) == here);
                published.addAll(own);
            }
        }
        assertThat(published).hasSize(rows).allMatch(row -> row.version().epoch() == CLOCK + 1);
        assertThat(rowIds(published)).hasSize(rows);
    }

    @Test
    void aRowWhoseItemExpiredIsRemovedAtOnceAndBeginsAnew() throws Exception {
        try (OwnerHarness owner = OwnerHarness.start(EXPIRING, CLOCK)) {
            ItemState first = owner.send(new Push(0, 7, 1).of("a", 0.5f, 2, D));
            owner.add(new Push(0, 7, 2).removal("a", D + DAY));

            assertThat(owner.rows()).containsExactly(ItemState.removed("a"));
            owner.waitMs(PublishQueue.TICK_MS);
            assertThat(owner.rows()).isEmpty();
            assertThat(owner.send(new Push(0, 7, 3).of("a", 0.5f, 2, D + DAY))).satisfies(again -> {
                assertThat(again.target()).isEqualTo(first.target());
                assertThat(again.version()).isEqualTo(new RowVersion(CLOCK, 1));
                assertThat(again.count()).isEqualTo(2);
            });
        }
    }

    @Test
    void aRowThatAnotherLearnerTouchedSinceIsPublishedInsteadOfRemoved() throws Exception {
        try (OwnerHarness owner = OwnerHarness.start(EXPIRING, CLOCK)) {
            owner.send(new Push(0, 7, 1).of("a", 0.5f, 2, D));
            ItemState newest = owner.send(new Push(1, 9, 1).of("a", 0.5f, 1, D + 1));
            owner.add(new Push(0, 7, 2).removal("a", D + DAY));
            owner.waitMs(PublishQueue.TICK_MS);

            assertThat(owner.rows()).containsExactly(newest);
        }
    }

    @Test
    void whatIsLateForARowThatIsGoneCountsIfItHasEventsAndIsLeftOutElse() throws Exception {
        try (OwnerHarness owner = OwnerHarness.start(EXPIRING, CLOCK)) {
            owner.send(new Push(0, 7, 1).of("a", 0.5f, 2, D));
            owner.add(new Push(0, 7, 2).removal("a", D + DAY));
            owner.rows();
            owner.add(new Push(1, 9, 1).of("a", 0.5f, 0, D));
            owner.add(new Push(1, 9, 1).of(RowLayout.neighboursRow("a"), 0f, 0, D));
            owner.waitMs(PublishQueue.TICK_MS);
            assertThat(owner.rows()).isEmpty();

            ItemState counted = owner.send(new Push(1, 9, 2).of("a", 0.5f, 3, D + DAY - 1));
            assertThat(counted.count()).isEqualTo(3);
            ItemState start = OwnedRow.start("a", LAYOUT).publish(LAYOUT, CLOCK);
            assertThat(counted.target()).isEqualTo(plus(start, 0.5f));
        }
    }

    @Test
    void aRemovedRowIsNotThereAfterARestore() throws Exception {
        OperatorSubtaskState saved;
        try (OwnerHarness owner = OwnerHarness.start(EXPIRING, CLOCK)) {
            owner.send(new Push(0, 7, 1).of("a", 0.5f, 2, D));
            owner.send(new Push(0, 7, 1).of("b", 0.5f, 2, D + DAY));
            owner.add(new Push(0, 7, 2).removal("a", D + DAY));
            saved = owner.checkpoint();
        }
        try (OwnerHarness restored = OwnerHarness.restore(EXPIRING, CLOCK, 1, 0, saved)) {
            restored.waitMs(TICK_MS);
            assertThat(rowIds(restored.rows())).containsExactly("b");
        }
    }

    private static OperatorSubtaskState savedRows(int rows) throws Exception {
        try (OwnerHarness owner = OwnerHarness.start(CONFIG, CLOCK)) {
            Push push = new Push(0, 7, 1);
            for (int n = 0; n < rows; n++) {
                owner.send(push.of("item" + n));
            }
            return owner.checkpoint();
        }
    }

    private static Set<String> rowIds(List<ItemState> rows) {
        Set<String> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.rowId()));
        return ids;
    }

    private static float[] plus(ItemState row, float step) {
        float[] sums = Objects.requireNonNull(row.target()).clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += step;
        }
        return sums;
    }

    /** A push of a learner, from which deltas are made. */
    private record Push(int learner, long incarnation, long number) {
        RowDelta removal(String rowId, long stepMs) {
            float[][] none = new float[RowLayout.PARTS][];
            return new RowDelta(rowId, learner, incarnation, number, null, none, Signals.NONE, 0, stepMs, null, true);
        }

        /** One event and a small step. */
        RowDelta of(String rowId) {
            return of(rowId, 0.125f, 1, T);
        }

        /** Adds {@code step} to every value of the target part. */
        RowDelta of(String rowId, float step, long count, long timeMs) {
            float[][] parts = new float[RowLayout.PARTS][];
            parts[RowLayout.TARGET] = new float[LAYOUT.dimension() + 3];
            Arrays.fill(parts[RowLayout.TARGET], step);
            return new RowDelta(rowId, learner, incarnation, number, parts, count, timeMs);
        }
    }
}
