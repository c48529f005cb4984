package io.freshet.jobs.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.RankerState;
import io.freshet.features.RowDelta;
import io.freshet.features.RowLayout;
import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.config.Settings;
import io.freshet.ranking.pipeline.ListFeedback;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Impression;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.Recommendations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** PERSONALIZE when it learns from lists that were shown. */
final class FeedbackHarnessTest {
    private static final JobConfig OFF = config("feedback.lists=0");
    private static final JobConfig ON = config("feedback.lists=3");
    private static final List<Interaction> STREAM = SmallStream.of(61, 600);
    private static final long NOW = STREAM.get(599).eventTimeMs();
    private static final long DAY_MS = 86_400_000;
    private static final String USER = "user7";

    @Test
    void whatIsTakenLearnsAgainstWhatAnImpressionSaysWasSkipped() throws Exception {
        try (PersonalizeHarness learner = trained(ON)) {
            Recommendations list = list(learner, NOW + 1);

            learner.show(impression(list, NOW + 2, 0, 1, 2, 3, 4));
            assertThat(positions(learner)).as("nothing was taken yet").isNull();
            learner.send(click(list, 3, NOW + 3));

            float[] steps = requireNonNull(positions(learner));
            assertThat(steps[3]).isPositive();
            assertThat(List.of(steps[0], steps[1], steps[2], steps[4])).allMatch(step -> step < 0);
            assertThat(steps[5]).isZero();
            assertCounts(learner.feedback(), 1, 1, 1, 0, 0);
        }
    }

    @Test
    void withoutAnImpressionOnlyWhatStandsAboveWasSkippedAndALateOneTellsTheRest() throws Exception {
        try (PersonalizeHarness learner = trained(ON)) {
            Recommendations list = list(learner, NOW + 1);

            learner.send(click(list, 2, NOW + 3));
            float[] steps = requireNonNull(positions(learner));
            assertThat(steps[2]).isPositive();
            assertThat(List.of(steps[0], steps[1])).allMatch(step -> step < 0);
            assertThat(List.of(steps[3], steps[4])).containsOnly(0f);
            assertCounts(learner.feedback(), 0, 1, 1, 0, 0);

            learner.show(impression(list, NOW + 2, 0, 1, 2, 3, 4));
            float[] late = requireNonNull(positions(learner));
            assertThat(late[2]).isPositive();
            assertThat(List.of(late[3], late[4])).allMatch(step -> step < 0);
            assertThat(List.of(late[0], late[1]))
                    .as("they were in the first step")
                    .containsOnly(0f);
            assertCounts(learner.feedback(), 1, 1, 1, 1, 0);

            learner.show(impression(list, NOW + 2, 0, 1, 2, 3, 4));
            assertThat(positions(learner)).as("the same impression once more").isNull();
        }
    }

    @Test
    void anEventThatComesTwiceIsLearnedFromOnce() throws Exception {
        try (PersonalizeHarness learner = trained(ON)) {
            Recommendations list = list(learner, NOW + 1);
            Interaction click = click(list, 2, NOW + 3);
            learner.send(click);
            assertThat(positions(learner)).isNotNull();

            learner.sendRefused(click);

            assertThat(positions(learner)).isNull();
            assertCounts(learner.feedback(), 0, 1, 1, 0, 0);
        }
    }

    @Test
    void aListThatIsUnknownExpiredOrTooManyAgoIsCountedAndTeachesNothing() throws Exception {
        try (PersonalizeHarness learner = trained(ON)) {
            Recommendations first = list(learner, NOW + 1);
            learner.show(new Impression("no-such-list", USER, List.of("item1"), NOW));
            learner.show(new Impression(first.recommendationId(), "stranger", List.of("item1"), NOW));
            assertThat(learner.user("stranger"))
                    .as("no state for who was never seen")
                    .isNull();
            learner.show(impression(first, NOW + DAY_MS + 2, 0, 1));
            assertCounts(learner.feedback(), 0, 0, 0, 0, 3);

            for (int n = 0; n < 3; n++) {
                list(learner, NOW + 2 + n);
            }
            learner.send(click(first, 2, NOW + 9));
            assertThat(positions(learner)).isNull();
            assertCounts(learner.feedback(), 0, 0, 0, 0, 4);
        }
    }

    @Test
    void aListThatWasAskedForIsRememberedToo() throws Exception {
        try (PersonalizeHarness learner = trained(ON)) {
            Recommendations list = learner.ask(Requests.of("r1", USER, 8, NOW + 1));

            learner.send(click(list, 1, NOW + 2));

            assertThat(requireNonNull(positions(learner))[1]).isPositive();
            learner.ask(Requests.of("r2", "stranger", 8, NOW + 1));
            assertThat(learner.user("stranger")).isNull();
        }
    }

    @Test
    void aDislikeTeachesNothingByItsList() throws Exception {
        try (PersonalizeHarness learner = trained(ON)) {
            Recommendations list = list(learner, NOW + 1);
            learner.show(impression(list, NOW + 2, 0, 1, 2, 3, 4));

            learner.send(event(list, 2, NOW + 3, "dislike"));

            assertThat(positions(learner)).isNull();
            assertCounts(learner.feedback(), 1, 0, 0, 0, 0);
        }
    }

    @Test
    void aRestoredJobLearnsFromTheListsOfBefore() throws Exception {
        try (PersonalizeHarness learner = trained(ON)) {
            Recommendations list = list(learner, NOW + 1);
            learner.show(impression(list, NOW + 2, 0, 1, 2, 3, 4));
            learner.send(click(list, 0, NOW + 3));
            OperatorSubtaskState saved = learner.checkpoint();
            learner.deltas();
            try (PersonalizeHarness restored = PersonalizeHarness.restore(ON, 1, 0, saved)) {
                Interaction next = click(list, 3, NOW + 4);
                assertThat(restored.send(next)).isEqualTo(learner.send(next));

                float[] steps = requireNonNull(positions(restored));
                assertThat(steps).isEqualTo(positions(learner));
                assertThat(steps[3]).isPositive();
                assertThat(steps[0]).as("it was taken before").isZero();
            }
            try (PersonalizeHarness off = PersonalizeHarness.restore(OFF, 1, 0, saved)) {
                off.send(click(list, 3, NOW + 4));
                assertThat(off.user(USER).lists()).isNull();
                assertThat(positions(off)).isNull();
            }
        }
    }

    @Test
    void aListOfBeforeThatIsLongerThanListsAreNowIsUnknown() throws Exception {
        try (PersonalizeHarness learner = trained(ON)) {
            Recommendations list = list(learner, NOW + 1);
            OperatorSubtaskState saved = learner.checkpoint();
            JobConfig shorter = config("feedback.lists=3", "feedback.items=2");
            try (PersonalizeHarness restored = PersonalizeHarness.restore(shorter, 1, 0, saved)) {
                restored.show(impression(list, NOW + 2, 0, 1, 2, 3, 4));
                restored.send(click(list, 3, NOW + 3));

                assertCounts(restored.feedback(), 0, 0, 0, 0, 2);
            }
        }
    }

    /** All that a job without it emits and holds, with ids and impressions or without. */
    @Test
    void whereNoListIsRememberedNothingIsDifferent() throws Exception {
        try (PersonalizeHarness plain = PersonalizeHarness.start(OFF);
                PersonalizeHarness told = PersonalizeHarness.start(OFF)) {
            for (Interaction event : STREAM) {
                Evaluation evaluation = plain.send(event);
                assertThat(told.send(withList(event, "some-list"))).isEqualTo(evaluation);
                told.show(new Impression("some-list", event.userId(), List.of("item1"), event.eventTimeMs()));
                assertThat(told.lists()).isEqualTo(plain.lists());
            }
            plain.finish();
            told.finish();

            SameDeltas.assertSame(told.deltas(), plain.deltas());
            assertThat(told.user(USER).lists()).isNull();
        }
    }

    private static JobConfig config(String... sets) {
        return JobConfig.builder("no-broker:9092")
                .settings(Settings.load(null, List.of(sets)), true)
                .build();
    }

    /** Whoever comes later is served by a ranker that knows something. */
    private static PersonalizeHarness trained(JobConfig config) throws Exception {
        PersonalizeHarness learner = PersonalizeHarness.start(config);
        learner.sendAll(STREAM);
        learner.checkpoint();
        learner.deltas();
        return learner;
    }

    private static Recommendations list(PersonalizeHarness learner, long timeMs) throws Exception {
        learner.lists();
        learner.send(Interaction.of("l" + timeMs, USER, "item" + timeMs % 50, 1f, timeMs));
        positions(learner);
        return learner.newestList();
    }

    private static Impression impression(Recommendations list, long timeMs, int... places) {
        List<String> items = new ArrayList<>();
        for (int place : places) {
            items.add(list.items().get(place).itemId());
        }
        return new Impression(list.recommendationId(), list.userId(), items, timeMs);
    }

    private static Interaction click(Recommendations list, int place, long timeMs) {
        return event(list, place, timeMs, "click");
    }

    private static Interaction event(Recommendations list, int place, long timeMs, String type) {
        String item = list.items().get(place).itemId();
        return new Interaction(
                "c" + timeMs, list.userId(), item, type, 1f, timeMs, null, list.recommendationId(), Map.of());
    }

    private static Interaction withList(Interaction event, String list) {
        return new Interaction(
                event.eventId(),
                event.userId(),
                event.itemId(),
                event.type(),
                event.weight(),
                event.eventTimeMs(),
                null,
                list,
                Map.of());
    }

    /** What was added to the weights of positions since the last call, or null; everything is pushed by that. */
    private static float @Nullable [] positions(PersonalizeHarness learner) throws Exception {
        learner.checkpoint();
        float[] added = null;
        for (RowDelta delta : learner.deltas()) {
            if (delta.rowId().equals(RowLayout.POSITIONS_ROW)) {
                added = requireNonNull(delta.parts()[RowLayout.WEIGHTS]);
                assertThat(added).hasSize(2 * RankerState.POSITIONS);
            }
        }
        return added;
    }

    private static void assertCounts(
            ListFeedback counts, long impressions, long clicks, long steps, long lateSteps, long unknownLists) {
        assertThat(List.of(
                        counts.impressions(),
                        counts.clicks(),
                        counts.steps(),
                        counts.lateSteps(),
                        counts.unknownLists(),
                        counts.unknownItems()))
                .as("impressions, clicks, steps, late steps, unknown lists, unknown items")
                .containsExactly(impressions, clicks, steps, lateSteps, unknownLists, 0L);
    }
}
