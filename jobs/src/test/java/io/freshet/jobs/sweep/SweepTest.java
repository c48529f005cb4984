package io.freshet.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputException;
import io.freshet.ranking.eval.EmbeddingModel;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.PrequentialRun;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Variant;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SweepTest {
    private static final int EVENTS = 500;

    /** 60 % of the events; even, as the groups of two begin at even places. */
    private static final int CUT = 300;

    private final RecordedStream stream = SweepRequests.stream(EVENTS);

    @TempDir
    private Path dir;

    private Path table = Path.of("");

    @BeforeEach
    void nameTheTable() {
        table = dir.resolve("new").resolve("table.csv");
    }

    @Test
    void theBestOfTheFirstPartIsComparedOnTheRest() throws Exception {
        SweepResult result = SweepRequests.run(request(1));

        double[] search = new double[7];
        double[] rest = new double[7];
        for (Trial trial : SweepRequests.GRID.trials(SweepRequests.BASE)) {
            Ranks ranks = ranksOf(trial.settings());
            search[trial.number()] = meanGain(ranks, 50, CUT);
            rest[trial.number()] = meanGain(ranks, CUT, EVENTS);
        }
        int best = 0;
        for (int number = 1; number < search.length; number++) {
            best = search[number] > search[best] ? number : best;
        }
        assertThat(best).isNotZero();
        assertThat(result.best().trial().number()).isEqualTo(best);
        assertThat(result.base().trial().settings()).isEqualTo(SweepRequests.BASE);
        for (TrialResult trial : result.ranking()) {
            assertThat(trial.search().ndcg()).isCloseTo(search[trial.trial().number()], within(1e-12));
            assertThat(trial.rest().ndcg()).isCloseTo(rest[trial.trial().number()], within(1e-12));
        }
        assertThat(result.ranking())
                .isSortedAccordingTo(
                        (a, b) -> Double.compare(b.search().ndcg(), a.search().ndcg()));
        assertThat(result.gain().difference()).isCloseTo(rest[best] - rest[0], within(1e-12));
        assertThat(result.gain().low()).isLessThan(result.gain().difference());
        assertThat(result.gain().high()).isGreaterThan(result.gain().difference());
    }

    @Test
    void threadsChangeNothingButTheOrderOfTheRows() throws Exception {
        SweepResult one = SweepRequests.run(request(1));
        List<String> rows = rows();
        table = dir.resolve("other.csv");
        SweepResult three = SweepRequests.run(request(3));
        assertThat(rows()).containsExactlyInAnyOrderElementsOf(rows).hasSize(7);
        assertThat(three.best().trial()).isEqualTo(one.best().trial());
        assertThat(three.gain()).isEqualTo(one.gain());
    }

    /** Cut in the header, at the end of a line, and within one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 20, -1, 420})
    void aTableThatWasCutOffIsContinued(int length) throws Exception {
        SweepResult whole = SweepRequests.run(request(2));
        List<String> rows = rows();
        byte[] bytes = Files.readAllBytes(table);
        int kept = length >= 0 ? length : new String(bytes, StandardCharsets.UTF_8).indexOf("\n") + 1;
        Files.write(table, Arrays.copyOf(bytes, kept));
        int finished =
                (int) Files.readString(table).chars().filter(c -> c == '\n').count() - 1;
        AtomicLong events = new AtomicLong();
        SweepResult resumed;
        try (Sweep sweep = new Sweep(request(2))) {
            assertThat(sweep.finished()).isEqualTo(Math.max(finished, 0)).isLessThan(6);
            assertThat(sweep.work()).isEqualTo((long) EVENTS * (6 - sweep.finished()));
            sweep.run(events::addAndGet);
            assertThat(events.get()).isEqualTo((long) EVENTS * (6 - Math.max(finished, 0)));
            resumed = sweep.confirm(more -> {});
        }
        assertThat(rows()).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(resumed.best().trial()).isEqualTo(whole.best().trial());
        assertThat(resumed.gain()).isEqualTo(whole.gain());
    }

    @Test
    void aFinishedTableIsOnlyConfirmedAgain() throws Exception {
        SweepResult first = SweepRequests.run(request(2));
        byte[] bytes = Files.readAllBytes(table);
        try (Sweep sweep = new Sweep(request(2))) {
            assertThat(sweep.work()).isZero();
            assertThat(sweep.confirmationWork()).isEqualTo(2 * EVENTS);
            sweep.run(events -> {});
            SweepResult again = sweep.confirm(events -> {});
            assertThat(again.ranking()).isEqualTo(first.ranking());
            assertThat(again.gain()).isEqualTo(first.gain());
            assertThat(first.earlierLooks()).isZero();
            assertThat(again.earlierLooks()).isEqualTo(1);
        }
        assertThat(Files.readAllBytes(table)).isEqualTo(bytes);
    }

    @Test
    void aRandomSearchIsContinuedWithMoreTrials() throws Exception {
        List<String> ranges = List.of("learner.rate=0.01..0.5:log");
        SweepRequests.run(request(RandomSearch.parse(ranges, SweepRequests.BASE, 2, 1)));
        List<String> rows = rows();
        SweepRequest more = request(RandomSearch.parse(ranges, SweepRequests.BASE, 4, 1));
        SweepResult result = SweepRequests.run(more);
        assertThat(result.ranking()).hasSize(5);
        assertThat(result.earlierLooks()).isEqualTo(1);
        assertThat(table.resolveSibling("table.csv.json")).content().contains("\"looks_at_the_rest\" : 2");
        assertThat(rows()).hasSize(6).containsAll(rows);
    }

    @Test
    void otherEventsAreRefused() throws Exception {
        SweepRequests.run(request(2));
        RecordedStream other = SweepRequests.stream(EVENTS - 2);
        refused(SweepRequests.of(table, other, SweepRequests.BASE, SweepRequests.GRID, 1))
                .hasMessageContaining("input.sha256 was " + stream.sha256() + " and is now " + other.sha256());
    }

    @Test
    void otherKeysAndOtherBaseSettingsAreRefused() throws Exception {
        SweepRequests.run(request(2));
        GridSearch other = GridSearch.parse(List.of("learner.rate=0.05"), SweepRequests.BASE);
        refused(request(other))
                .hasMessageContaining("search.values.learner.rate was 0.05,0.1,0.4 and is now 0.05,"
                        + " search.values.learner.negatives was 4,8 and is now absent");
        Settings base = SweepRequests.BASE.with(Map.of("learner.decay", "0.5"), "");
        refused(SweepRequests.of(table, stream, base, SweepRequests.GRID, 1))
                .hasMessageContaining("where config.learner.decay was 0.03 and is now 0.5: ask for the same");
    }

    @Test
    void aFileOfAnotherKindIsRefusedAndLeftAlone() throws Exception {
        table = Files.writeString(dir.resolve("mine.csv"), "a,b\n1,2");
        refused(request(1)).hasMessageContaining("mine.csv exists, but not ");
        assertThat(table).hasContent("a,b\n1,2");
        table = dir;
        refused(request(1)).hasMessageContaining("is a directory");
    }

    @Test
    void anAlteredRowIsRefusedWithItsLine() throws Exception {
        SweepRequests.run(request(1));
        List<String> lines = new ArrayList<>(Files.readAllLines(table));
        lines.set(2, lines.get(2).replaceFirst("^1,0.05", "1,0.06"));
        Files.write(table, lines);
        refused(request(1)).hasMessageContaining("table.csv:3: this is no result of this sweep, trial 1 has [0.06, 4]");
    }

    @Test
    void ranksOfAnotherBuildAreNotMixedWithThese() throws Exception {
        SweepRequests.run(request(1));
        List<String> lines = new ArrayList<>(Files.readAllLines(table));
        lines.set(1, lines.get(1).replaceFirst("[0-9a-f]{64}$", "0".repeat(64)));
        Files.write(table, lines);
        assertThatThrownBy(() -> SweepRequests.run(request(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("trial 0 ranks otherwise");
    }

    @Test
    void twoSweepsDoNotWriteOneTable() throws Exception {
        try (Sweep first = new Sweep(request(1))) {
            assertThat(first.trials()).isEqualTo(6);
            refused(request(1)).hasMessageContaining("is being written by another sweep");
        }
    }

    @Test
    void aPartWithoutTestsIsRefused() {
        RecordedStream shorter = SweepRequests.stream(60);
        refused(SweepRequests.of(table, shorter, SweepRequests.BASE, SweepRequests.GRID, 1))
                .hasMessageContaining("none of the 60 events is tested before the search part's end at 0.6");
        assertThat(table).doesNotExist();
    }

    private SweepRequest request(int threads) {
        return SweepRequests.of(table, stream, SweepRequests.BASE, SweepRequests.GRID, threads);
    }

    private SweepRequest request(Search search) {
        return SweepRequests.of(table, stream, SweepRequests.BASE, search, 2);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(SweepRequest request) {
        return assertThatThrownBy(() -> new Sweep(request).close()).isInstanceOf(InputException.class);
    }

    /** Without the time that they took. */
    private List<String> rows() throws Exception {
        return Files.readAllLines(table).stream()
                .map(row -> row.replaceFirst(",[^,]*(,[^,]*)$", "$1"))
                .toList();
    }

    private Ranks ranksOf(Settings settings) throws Exception {
        TestPlan plan = new TestPlan(stream, Mode.G, Variant.I, 50);
        return new PrequentialRun(
                        plan, new EmbeddingModel(settings.recommender(true), plan), PrequentialRun.Observer.NONE)
                .run();
    }

    private static double meanGain(Ranks ranks, int from, int to) {
        double sum = 0;
        for (int index = from; index < to; index++) {
            int rank = ranks.rank(index);
            sum += rank >= 1 && rank <= 10 ? Math.log(2) / Math.log(rank + 1) : 0;
        }
        return sum / (to - from);
    }
}
