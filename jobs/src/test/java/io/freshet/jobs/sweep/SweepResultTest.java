package io.freshet.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.compare.Metric;
import io.freshet.jobs.compare.PairedDifference;
import io.freshet.ranking.eval.Accuracy;
import io.freshet.ranking.eval.Window;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SweepResultTest {
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1, 0.03125, HOLDS",
        "0.1, 0.1, 0.0625, NOT_CONFIRMED",
        "-0.1, -0.1, 0.03125, REVERSED",
        "-0.1, -0.1, 0.0625, NOT_CONFIRMED",
        "-0.1, 0.2, 0.4, NOT_CONFIRMED"
    })
    void aVerdictNeedsBothTheIntervalAndP(double low, double high, double p, SweepResult.Verdict verdict) {
        PairedDifference gain = new PairedDifference((low + high) / 2, low, high, p);
        TrialResult base = trial(0);
        Parts parts = new Parts(new Window(0, 7), new Window(7, 10));
        SweepResult result = new SweepResult(Metric.HR_10, parts, List.of(trial(1), base), base, gain, 0);
        assertThat(result.verdict()).isEqualTo(verdict);
    }

    private static TrialResult trial(int number) {
        Accuracy accuracy = new Accuracy(0.1, 0.1, 0.1, 0.1, 10);
        return new TrialResult(
                new Trial(number, Map.of(), SweepRequests.BASE), accuracy, accuracy, 1, "digest" + number);
    }
}
