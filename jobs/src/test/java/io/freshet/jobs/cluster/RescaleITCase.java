package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.jobs.input.SyntheticStream;
import io.freshet.jobs.local.StopSignal;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * One savepoint, gone on from at other parallelisms: the same counts, and about the same quality. Part of
 * {@code benchmarks/proofs}; the build has {@code LiveJobITCase} for the same in one process.
 */
@EnabledIfSystemProperty(named = "freshet.proofs", matches = "true")
class RescaleITCase {
    private static final int BEFORE = 30_000;
    private static final int AFTER = 20_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void aSavepointOfTwoLearnersIsGoneOnFromByOneTwoAndFour() throws Exception {
        Report report = Report.named("rescale");
        SyntheticStream events = SyntheticStream.open(1, BEFORE + AFTER);
        try (LiveRun run = LiveRun.up(directory, 4, List.of("--checkpoint-interval", "2000", "--alignment", "600000"));
                StopSignal never = new StopSignal()) {
            run.submit(2, null);
            play(run, events, BEFORE, never);
            run.awaitCovered(BEFORE);
            String savepoint = run.cluster().savepoint(true, LiveRun.PATIENCE);
            play(run, events, AFTER, never);

            double unchanged = goOn(run, savepoint, 2, report);
            assertThat(goOn(run, savepoint, 1, report)).isCloseTo(unchanged, within(0.02));
            assertThat(goOn(run, savepoint, 4, report)).isCloseTo(unchanged, within(0.02));
        }
    }

    private static void play(LiveRun run, SyntheticStream events, int count, StopSignal never) {
        List<Interaction> part = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            part.add(events.next());
        }
        run.play(part.iterator(), null, never);
    }

    /** Returns which share of the events after the savepoint stood among the first ten. */
    private static double goOn(LiveRun run, String savepoint, int parallelism, Report report) throws Exception {
        long written = KafkaEnd.size(run.broker(), run.topics().evaluations());
        RunningJob job = run.submit(parallelism, savepoint);
        Awaitility.await("evaluations of all events after the savepoint")
                .atMost(LiveRun.PATIENCE)
                .until(() -> KafkaEnd.size(run.broker(), run.topics().evaluations()) == written + AFTER);
        run.awaitPublished(job);
        Outcome outcome = run.stop();
        double hitRate = hitRate(run);
        report.write("{\"parallelism\":%d,\"hr10\":%.4f,%s}".formatted(parallelism, hitRate, outcome.figures()));
        outcome.assertCounted();
        outcome.assertNothingLost();
        outcome.assertRowsAreTheOwners();
        return hitRate;
    }

    /** An event that was played through several jobs has an evaluation by each, in their order. */
    private static double hitRate(LiveRun run) {
        Map<String, Integer> ranks = new HashMap<>();
        KafkaEnd.readAll(run.broker(), run.topics().evaluations(), Codec.evaluation()).stream()
                .filter(evaluation -> Integer.parseInt(evaluation.eventId().substring(1)) > BEFORE)
                .forEach(evaluation -> ranks.put(evaluation.eventId(), evaluation.rank()));
        return (double) ranks.values().stream()
                        .filter(rank -> rank > 0 && rank <= 10)
                        .count()
                / AFTER;
    }
}
