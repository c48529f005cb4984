package io.freshet.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OutcomeTableTest {
    private static final Outcome REACHED = Outcomes.measured(Peer.C, Figure.SPEED, Limit.atLeast(0.85), 90, 91, 94);
    private static final Outcome SKIPPED = Outcome.skipped(
            Outcomes.target(Peer.LUCENE, Figure.SPEED, Limit.atLeast(4)), Outcomes.JDK_25, "Lucene 10.6 needs Java 21");

    @Test
    void columnsStandBelowEachOther() {
        assertThat(OutcomeTable.lines(List.of(REACHED, SKIPPED)))
                .containsExactly(
                        "check           peer      ours   peer's  measured      (min – max)   target  verdict",
                        "scan/of-a-test  C       100 ns  91.0 ns     0.91×  (0.90× – 0.94×)  ≥ 0.85×  reached",
                        "scan/of-a-test  Lucene                                              ≥ 4.00×  SKIPPED:"
                                + " Lucene 10.6 needs Java 21");
    }

    @Test
    void aSentenceHasTheFigureItsRangeTheTargetAndTheVerdict() {
        assertThat(OutcomeTable.sentence(REACHED)).isEqualTo("0.91× (0.90× – 0.94×), target ≥ 0.85×: reached");
        assertThat(OutcomeTable.sentence(SKIPPED)).isEqualTo("SKIPPED: Lucene 10.6 needs Java 21");
    }

    @Test
    void timesAreReadable() {
        Sample sample = new Sample(2_500_000, 1, 41_200, 1, 0, 0, 1, 1, 0, 0);
        Outcome outcome =
                Outcome.measured(Outcomes.target(Peer.C, Figure.TIME, Limit.NONE), Outcomes.JDK_25, List.of(sample));

        assertThat(OutcomeTable.lines(List.of(outcome)).get(1)).containsPattern(" 2\\.50 ms +41\\.20 µs +60\\.68× ");
    }

    @Test
    void ofATailTheTimesAreThatOfTheTail() {
        Sample sample = new Sample(1_000, 1, 1_000, 1, 0, 0, 1, 1, 9_000, 4_500);
        Outcome outcome =
                Outcome.measured(Outcomes.target(Peer.C, Figure.TAIL, Limit.NONE), Outcomes.JDK_25, List.of(sample));

        assertThat(OutcomeTable.lines(List.of(outcome)).get(1)).containsPattern(" 9\\.00 µs +4\\.50 µs +2\\.00× ");
    }
}
