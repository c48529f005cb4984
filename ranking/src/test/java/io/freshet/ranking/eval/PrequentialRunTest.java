package io.freshet.ranking.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ranking.EventConfig;
import io.freshet.ranking.baseline.Baseline;
import io.freshet.ranking.baseline.BaselineConfig;
import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrequentialRunTest {
    private static final int POSITIVE = 4;

    /** user, item, time, value; small enough to rank by popularity on paper. */
    private static final int[][] TOY = {
        {1, 10, 1000, 5},
        {2, 10, 2000, 5},
        {2, 20, 2000, 5},
        {1, 20, 3000, 5},
        {3, 30, 4000, 5},
        {2, 30, 5000, 2},
        {1, 30, 5000, 5},
        {3, 10, 6000, 5},
        {3, 20, 6000, 5},
        {1, 10, 7000, 5},
        {2, 30, 8000, 5},
        {3, 40, 9000, 5},
    };

    @ParameterizedTest(name = "mode {0}, variant {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "S | I | 2 1 1 0, 3 0 1 2, 5 0 2 3, 6 2 0 1, 7 2 1 2, 8 0 0 1, 9 1 2 3, 10 2 3 0",
                "S | X | 2 1 1 0, 3 0 1 1, 5 0 2 1, 6 2 0 1, 7 2 1 1, 9 1 2 1, 10 2 3 0",
                "G | I | 3 0 1 2, 5 0 2 3, 6 2 0 1, 7 2 1 2, 8 0 0 1, 9 1 2 3, 10 2 3 0",
                "G | X | 3 0 1 1, 5 0 2 1, 6 2 0 1, 7 2 1 2, 9 1 2 1, 10 2 3 0"
            })
    void popularityRanksTheToyStreamAsByHand(Mode mode, Variant variant, String indexUserItemRank) {
        List<String> expected = new ArrayList<>();
        for (String line : indexUserItemRank.split(", ", -1)) {
            String[] fields = line.split(" ", -1);
            expected.add(String.join("\t", fields[0], fields[1], fields[2], variant.name(), fields[3]));
        }

        assertThat(Tested.lines(
                        plan -> Baseline.POPULARITY.create(BaselineConfig.DEFAULTS, 0, plan.variant()),
                        mode,
                        variant,
                        toy()))
                .isEqualTo(expected);
    }

    @Test
    void inModeGAWholeGroupIsTestedBeforeAnyOfItIsLearned() {
        Script script = new Script();
        run(script, Mode.G, Variant.I, event("a", "x", 1), event("a", "y", 1), event("b", "x", 1), event("a", "z", 2));

        assertThat(script.calls).containsExactly("learn ax", "learn ay", "learn bx", "rank az", "learn az");

        script.calls.clear();
        run(script, Mode.G, Variant.I, event("a", "x", 1), event("a", "y", 2), event("a", "z", 2), event("b", "z", 2));
        assertThat(script.calls).containsExactly("learn ax", "rank ay", "rank az", "learn ay", "learn az", "learn bz");
    }

    @Test
    void inModeSEveryEventIsLearnedBeforeTheNextIsTested() {
        Script script = new Script();
        run(script, Mode.S, Variant.I, event("a", "x", 1), event("a", "y", 1), event("a", "z", 1));

        assertThat(script.calls).containsExactly("learn ax", "rank ay", "learn ay", "rank az", "learn az");
    }

    @Test
    void inVariantXARepeatedItemIsLearnedButNotTested() {
        Script script = new Script();
        List<Long> tested = run(
                script,
                Mode.G,
                Variant.X,
                event("a", "x", 1),
                event("a", "x", 2),
                event("a", "y", 3),
                event("a", "y", 3));

        assertThat(script.calls).containsExactly("learn ax", "learn ax", "rank ay", "rank ay", "learn ay", "learn ay");
        assertThat(tested).containsExactly(0L, 2L, 3L);
    }

    @Test
    void anUnknownUserIsTestedWithoutAskingTheModelForARank() {
        List<String> tested = new ArrayList<>();
        Ranks ranks = Tested.run(
                plan -> new Script(),
                plan(Mode.G, Variant.I, 0, event("a", "x", 1), event("a", "y", 2)),
                new PrequentialRun.Observer() {
                    @Override
                    public void ranked(RecordedEvent event, boolean knownUser, int rank) {
                        tested.add(event.index() + " " + knownUser + " " + rank);
                    }
                });

        assertThat(tested).containsExactly("0 false 0", "1 true 7");
        assertThat(ranks.rank(1)).isEqualTo(Script.RANK);
        assertThat(ranks.coldRank(0)).isEqualTo(Script.COLD_RANK);
        assertThat(ranks.coldRank(1)).isEqualTo(-1);
    }

    @Test
    void warmUpIsLearnedAndNotTested() {
        Script script = new Script();
        TestPlan plan = plan(Mode.G, Variant.I, 2, event("a", "x", 1), event("a", "y", 2), event("a", "z", 3));
        Tested.run(any -> script, plan, PrequentialRun.Observer.NONE);

        assertThat(script.calls).containsExactly("learn ax", "learn ay", "rank az", "learn az");
        assertThat(plan.tests()).isEqualTo(1);
    }

    @Test
    void thePlanTellsWhatWasKnownBeforeTheGroup() {
        TestPlan plan = plan(
                Mode.G,
                Variant.X,
                0,
                event("a", "x", 1_000),
                event("b", "x", 2_000),
                event("b", "y", 2_000),
                event("b", "y", 5_000),
                event("b", "z", 5_000));

        assertThat(plan.userEvents(2)).isZero();
        assertThat(plan.userEvents(3)).isEqualTo(2);
        assertThat(plan.userEvents(4)).isEqualTo(2);
        assertThat(plan.knownItem(1)).isTrue();
        assertThat(plan.knownItem(2)).isFalse();
        assertThat(plan.knownItem(3)).isTrue();
        assertThat(plan.itemAgeMs(3)).isEqualTo(3_000);
        assertThat(plan.isTested(3)).isFalse();
        assertThat(plan.isTested(4)).isTrue();
        assertThat(plan.group(4)).isEqualTo(3);
    }

    @Test
    void dislikesAreShownAndNotTestedAndWhatCountsNothingExistsForNobody() {
        Script script = new Script();
        EventConfig weights = new EventConfig(0f, 1f, 1f, 1f, 1f, -1f, 1f, 0f);
        TestPlan plan = new TestPlan(
                Tested.stream(List.of(
                        typed("a", "x", 1, "dislike"),
                        typed("a", "y", 2, "click"),
                        typed("a", "x", 3, "click"),
                        typed("a", "z", 3, "dislike"),
                        typed("a", "z", 3, "view"),
                        typed("a", "z", 4, "click"))),
                Mode.G,
                Variant.X,
                0,
                weights);
        Tested.run(any -> script, plan, PrequentialRun.Observer.NONE);

        assertThat(script.calls)
                .containsExactly("dislike ax", "learn ay", "rank ax", "learn ax", "dislike az", "rank az", "learn az");
        assertThat(plan.tests()).isEqualTo(3);
        assertThat(plan.userEvents(1)).as("a dislike makes nobody known").isZero();
        assertThat(plan.knownItem(2)).isFalse();
        assertThat(plan.knownItem(5)).isFalse();
    }

    private static Interaction typed(String user, String item, long time, String type) {
        return new Interaction(user + item + time + type, user, item, type, 1f, time, null, null, Map.of());
    }

    private static List<Long> run(Script script, Mode mode, Variant variant, Interaction... events) {
        List<Long> tested = new ArrayList<>();
        Tested.run(plan -> script, plan(mode, variant, 0, events), new PrequentialRun.Observer() {
            @Override
            public void ranked(RecordedEvent event, boolean knownUser, int rank) {
                tested.add((long) event.index());
            }
        });
        return tested;
    }

    private static TestPlan plan(Mode mode, Variant variant, int warmUp, Interaction... events) {
        return new TestPlan(Tested.stream(List.of(events)), mode, variant, warmUp);
    }

    private static List<Interaction> toy() {
        List<Interaction> stream = new ArrayList<>();
        for (int[] row : TOY) {
            if (row[3] >= POSITIVE) {
                stream.add(event(Integer.toString(row[0]), Integer.toString(row[1]), row[2]));
            }
        }
        return stream;
    }

    private static Interaction event(String user, String item, long timeMs) {
        return Interaction.of(user + item + timeMs, user, item, 1f, timeMs);
    }

    /** Writes down what it is asked. */
    private static final class Script implements PrequentialModel {
        private static final int RANK = 7;
        private static final int COLD_RANK = 3;

        private final List<String> calls = new ArrayList<>();

        @Override
        public int rank(RecordedEvent event) {
            calls.add("rank " + name(event));
            return RANK;
        }

        @Override
        public int top(RecordedEvent event, int[] items) {
            return 0;
        }

        @Override
        public int coldRank(RecordedEvent event) {
            return COLD_RANK;
        }

        @Override
        public void dislike(RecordedEvent event) {
            calls.add("dislike " + name(event));
        }

        @Override
        public void learn(RecordedEvent event) {
            calls.add("learn " + name(event));
        }

        @Override
        public long userBytes() {
            return 0;
        }

        @Override
        public long itemBytes() {
            return 0;
        }

        private static String name(RecordedEvent event) {
            return event.interaction().userId() + event.interaction().itemId();
        }
    }
}
