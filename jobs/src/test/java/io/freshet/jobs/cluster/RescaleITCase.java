package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionFiles;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.jobs.input.SyntheticStream;
import io.freshet.jobs.local.StopSignal;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * One savepoint, gone on from at other parallelisms: the same counts, and the hit rate goes on as it would have. Part of
 * {@code benchmarks/proofs}; the build has {@code LiveJobITCase} for the same in one process.
 */
@EnabledIfSystemProperty(named = Scale.PROPERTY, matches = Scale.VALUES)
class RescaleITCase {
    private static final String DATA = "freshet.data";
    private static final int WINDOWS = 5;

    /**
     * Events a second, before the savepoint and after it. As fast as they can be read, more learners on as few cores would see less of each
     * other, and the hit rate would tell of that.
     */
    private static final double RATE = 1000;

    /** How far the hit rate at another parallelism may be from that at an unchanged one. */
    private static final double APART = 0.02;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void aSavepointOfTwoLearnersIsGoneOnFromByOneTwoAndFour() throws Exception {
        int before = Scale.given().of(10_000, 30_000);
        int after = Scale.given().of(10_000, 20_000);
        try (SyntheticStream events = SyntheticStream.open(1, before + after)) {
            rescale("rescale", take(events, before), take(events, after));
        }
    }

    /** MovieLens-1M; the property names a directory with {@code ml1m/interactions.csv.gz}. */
    @Test
    @EnabledIfSystemProperty(named = DATA, matches = ".+")
    void soIsOneOfRecordedRatings() throws Exception {
        int before = Scale.given().of(20_000, 300_000);
        int after = Scale.given().of(10_000, 100_000);
        Path file = Path.of(System.getProperty(DATA), "ml1m", "interactions.csv.gz");
        try (InteractionStream events = InteractionFiles.open(file, new InputOptions(4.0, before + after))) {
            rescale("rescale-ml1m", take(events, before), take(events, after));
        }
    }

    private void rescale(String name, List<Interaction> before, List<Interaction> after) throws Exception {
        Report report = Report.named(name);
        List<String> arguments = List.of("--checkpoint-interval", "2000", "--alignment", "600000");
        try (LiveRun run = LiveRun.up(directory, ClusterSettings.of(4), arguments);
                StopSignal never = new StopSignal()) {
            run.submit(2, null);
            run.play(before.iterator(), RATE, never);
            run.awaitCovered(before.size());
            String savepoint = run.cluster().savepoint(true, LiveRun.PATIENCE);
            report.write("{\"savepoint_at\":%d,\"parallelism\":2,\"hr10_windows\":%s}"
                    .formatted(before.size(), windows(before, ranks(run))));

            double unchanged = goOn(run, savepoint, 2, before, after, report);
            double one = goOn(run, savepoint, 1, before, after, report);
            double four = goOn(run, savepoint, 4, before, after, report);
            assertThat(one).as("HR@10 at parallelism 1").isCloseTo(unchanged, within(APART));
            assertThat(four).as("HR@10 at parallelism 4").isCloseTo(unchanged, within(APART));
        }
    }

    /** Returns which share of the events after the savepoint stood among the first ten. */
    private static double goOn(
            LiveRun run,
            String savepoint,
            int parallelism,
            List<Interaction> before,
            List<Interaction> after,
            Report report)
            throws Exception {
        run.putBack(before);
        long written = KafkaEnd.size(run.broker(), run.topics().evaluations());
        RunningJob job = run.submit(parallelism, savepoint);
        try (StopSignal never = new StopSignal()) {
            run.play(after.iterator(), RATE, never);
        }
        Awaitility.await("evaluations of all events after the savepoint")
                .atMost(LiveRun.patience(after.size()))
                .until(() -> KafkaEnd.size(run.broker(), run.topics().evaluations()) == written + after.size());
        run.awaitPublished(job);
        Outcome outcome = run.stop();
        Map<String, Integer> ranks = ranks(run);
        double hitRate = hitRate(after, ranks);
        report.write(("{\"outcome\":\"rescale\",\"parallelism\":%d,\"hr10\":%.4f,\"hr10_windows\":%s,%s}")
                .formatted(parallelism, hitRate, windows(after, ranks), outcome.figures()));
        outcome.assertCounted();
        outcome.assertNothingLost();
        outcome.assertRowsAreTheOwners();
        return hitRate;
    }

    private static List<Interaction> take(InteractionStream events, int count) {
        List<Interaction> part = new ArrayList<>();
        while (part.size() < count && events.hasNext()) {
            part.add(events.next());
        }
        return part;
    }

    /** An event that was played through several jobs has an evaluation by each, in their order. */
    private static Map<String, Integer> ranks(LiveRun run) {
        Map<String, Integer> ranks = new HashMap<>();
        KafkaEnd.readAll(
                        run.broker(),
                        run.topics().evaluations(),
                        Codec.evaluation(),
                        (Evaluation evaluation) -> Map.entry(evaluation.eventId(), evaluation.rank()))
                .forEach(evaluation -> ranks.put(evaluation.getKey(), evaluation.getValue()));
        return ranks;
    }

    /** By fifths of the events, in JSON. */
    private static String windows(List<Interaction> events, Map<String, Integer> ranks) {
        List<String> windows = new ArrayList<>();
        int size = events.size() / WINDOWS;
        for (int n = 0; n < WINDOWS; n++) {
            windows.add(String.format(Locale.ROOT, "%.4f", hitRate(events.subList(n * size, (n + 1) * size), ranks)));
        }
        return "[" + String.join(",", windows) + "]";
    }

    private static double hitRate(List<Interaction> events, Map<String, Integer> ranks) {
        long hits = events.stream()
                .mapToInt(event -> ranks.get(event.eventId()))
                .filter(rank -> rank > 0 && rank <= 10)
                .count();
        return (double) hits / events.size();
    }
}
