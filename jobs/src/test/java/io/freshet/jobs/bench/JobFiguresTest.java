package io.freshet.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JobFiguresTest {
    @Test
    void theRatioIsToTheMeanOfBothTurnsOfTheEngine() {
        assertThat(figures(9_000, 4, 20).ratio()).isEqualTo(0.75);
    }

    @Test
    void figuresThatMeetTheirTargetsAreMetAndTheOthersMissed() {
        assertThat(figures(9_000, 10, 50).allMet()).isTrue();
        assertThat(figures(8_000, 10, 50).allMet()).isFalse();
        assertThat(figures(9_000, 11, 50).allMet()).isFalse();
        assertThat(figures(9_000, 10, 51).allMet()).isFalse();
        assertThat(figures(Double.NaN, 10, 50).allMet()).isFalse();
    }

    @Test
    void theTableHasALineForEachFigure() {
        assertThat(JobFiguresText.table(figures(8_000, 4, 20)))
                .startsWith(
                        "job 8,000 events/s (3,000 while its code was compiled), bare engine 11,000 and 13,000 events/s")
                .containsPattern("throughput +0\\.67 +at least 0\\.70 +missed")
                .containsPattern("latency p99 +20\\.00 +at most 50\\.00 +met")
                .containsPattern("loop bytes +2000\\.00 +reported");
    }

    @Test
    void theJsonHasTargetsOnlyWhereThereAreAny() {
        JsonNode targets =
                JobFiguresText.document("a.csv", figures(9_000, 4, 20)).get("targets");

        assertThat(targets.get(0).get("target").asDouble()).isEqualTo(0.70);
        assertThat(targets.get(0).get("verdict").asText()).isEqualTo("met");
        assertThat(targets.get(3).get("name").asText()).isEqualTo("loop bytes");
        assertThat(targets.get(3).has("target")).isFalse();
    }

    private static JobFigures figures(double live, long p50, long p99) {
        return new JobFigures(100, 50, 1000, List.of(11_000.0, 13_000.0), live, 3_000, p50, p99, 2000, 4, 6, 12);
    }
}
