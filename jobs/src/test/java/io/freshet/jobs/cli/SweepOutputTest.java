package io.freshet.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.compare.Metric;
import io.freshet.jobs.compare.PairedDifference;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.sweep.Parts;
import io.freshet.jobs.sweep.SweepResult;
import io.freshet.jobs.sweep.Trial;
import io.freshet.jobs.sweep.TrialResult;
import io.freshet.ranking.eval.Accuracy;
import io.freshet.ranking.eval.Window;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SweepOutputTest {
    private static final double OF_FIVE_USERS = 1 / 16.0;

    @ParameterizedTest
    @CsvSource({
        "0, which took no part in the choice",
        "1, but the rest was looked at once before",
        "3, but the rest was looked at 3 times before"
    })
    void aRestThatWasLookedAtBeforeIsNotCalledUnseen(int looks, String words) {
        assertThat(SweepOutput.lines(result(0.001, looks)))
                .anyMatch(line -> line.startsWith("The gain holds on the rest of the stream, " + words + ": hr@10 "));
    }

    @Test
    void tooFewUsersAreCalledThat() {
        assertThat(SweepOutput.lines(result(OF_FIVE_USERS, 0)))
                .anyMatch(line -> line.startsWith("The gain of the search part is not confirmed")
                        && line.endsWith("The interval excludes 0, but too few users fare differently to trust it."));
    }

    private static SweepResult result(double p, int looks) {
        TrialResult base = trial(0, 0.1);
        PairedDifference gain = new PairedDifference(0.1, 0.05, 0.15, p);
        Parts parts = new Parts(new Window(0, 7), new Window(7, 10));
        return new SweepResult(Metric.HR_10, parts, List.of(trial(1, 0.2), base), base, gain, looks);
    }

    private static TrialResult trial(int number, double all) {
        Accuracy accuracy = new Accuracy(all, all, all, all, 10);
        Trial trial = new Trial(number, Map.of(), Settings.DEFAULTS);
        return new TrialResult(trial, accuracy, accuracy, 1, "digest" + number);
    }
}
