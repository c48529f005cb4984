package io.freshet.ranking.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ranking.Streams;
import io.freshet.ranking.baseline.DecayedPopularityConfig.Unit;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.PrequentialRun;
import io.freshet.ranking.eval.RecordedEvent;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Tested;
import io.freshet.ranking.eval.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every baseline beside its formula: every rank and every first five the same. */
final class BaselineRandomizedTest {
    private static final BaselineConfig CONFIG = new BaselineConfig(
            new DecayedPopularityConfig(3, Unit.EVENTS),
            new KnnConfig(3, 0.7),
            new RulesConfig(4, 2),
            new IsgdConfig(6, 0.1f, 0.01f),
            new BprConfig(5, 0.1f, 0.01f, 3),
            new OwnHistoryConfig(0.9));

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Baseline baseline : Baseline.values()) {
            for (Mode mode : Mode.values()) {
                for (Variant variant : Variant.values()) {
                    cases.add(Arguments.of(baseline, CONFIG, mode, variant, 5, 12, 1L));
                    cases.add(Arguments.of(baseline, CONFIG, mode, variant, 12, 90, 2L));
                }
            }
        }
        cases.add(Arguments.of(Baseline.DECAYED_POPULARITY, hours(), Mode.G, Variant.I, 5, 12, 3L));
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}, mode {2}, variant {3}, {4} users, {5} items, seed {6}")
    @MethodSource("cases")
    void everyRankIsThatOfTheFormula(
            Baseline baseline, BaselineConfig config, Mode mode, Variant variant, int users, int items, long seed) {
        RecordedStream stream = Tested.stream(Streams.withTies(100, users, items, seed));
        TestPlan plan = new TestPlan(stream, mode, variant, 0);

        assertThat(lines(baseline.create(config, seed, variant), plan))
                .isEqualTo(lines(new OracleModel(Oracles.of(baseline, config, seed), variant), plan));
    }

    private static BaselineConfig hours() {
        return new BaselineConfig(
                new DecayedPopularityConfig(0.37, Unit.HOURS),
                CONFIG.knn(),
                CONFIG.rules(),
                CONFIG.isgd(),
                CONFIG.bpr(),
                CONFIG.ownHistory());
    }

    private static List<String> lines(PrequentialModel model, TestPlan plan) {
        List<String> lines = new ArrayList<>();
        int[] top = new int[5];
        Tested.run(any -> model, plan, new PrequentialRun.Observer() {
            @Override
            public void ranked(RecordedEvent event, boolean knownUser, int rank) {
                if (knownUser) {
                    int[] first = Arrays.copyOf(top, model.top(event, top));
                    System.arraycopy(top, 0, first, 0, first.length);
                    lines.add(event.index() + ": " + rank + " of " + Arrays.toString(first));
                }
            }
        });
        return lines;
    }
}
