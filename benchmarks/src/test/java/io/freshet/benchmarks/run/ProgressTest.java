package io.freshet.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.benchmarks.report.Figure;
import io.freshet.benchmarks.report.Limit;
import io.freshet.benchmarks.report.Peer;
import io.freshet.benchmarks.report.Target;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final Experiment EXPERIMENT = new Experiment(
            "Duel",
            Map.of(),
            4,
            false,
            List.of(Target.of("a/name", "this against that", Peer.C, Figure.SPEED, Limit.NONE)));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();
    private final Progress progress =
            new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8), clock::get, 10, 300);

    @Test
    void atFirstTheGuessIsTold() {
        progress.begins(EXPERIMENT);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("[ 1 of 10] a/name: this against that (5 min left)\n");
    }

    @Test
    void aSlowerMachineNeedsLongerForTheRest() {
        progress.begins(EXPERIMENT);
        clock.set(TimeUnit.SECONDS.toNanos(60));
        progress.ended(30, List.of());
        printed.reset();

        progress.begins(EXPERIMENT);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("[ 2 of 10]")
                .contains("(9 min left)");
    }

    @Test
    void theLastSecondsAreCounted() {
        progress.begins(EXPERIMENT);
        clock.set(TimeUnit.SECONDS.toNanos(270));
        progress.ended(270, List.of());
        printed.reset();

        progress.begins(EXPERIMENT);

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("(30 s left)");
    }
}
