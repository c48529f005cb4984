package io.freshet.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.local.LocalDirectory;
import io.freshet.jobs.local.LocalSettings;
import io.freshet.jobs.local.StopSignal;
import io.freshet.schemas.Interaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoDriverITCase {
    private static final PrintStream NOWHERE =
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

    private final Path dir;
    private final StopSignal stop = new StopSignal();
    private Duration stallTimeout = Duration.ofSeconds(60);

    DemoDriverITCase(@TempDir Path dir) {
        this.dir = dir;
    }

    @Test
    void everyEventIsAccountedForOnceAcrossPartitions() throws Exception {
        DemoOutcome outcome =
                run(events(300, i -> i % 3 == 0 ? "hit" : i % 50 == 1 ? "bad" : "miss"), 4, 2, null, false);
        assertThat(outcome.problem()).isNull();
        assertThat(outcome.exitCode()).isZero();
        Summary summary = outcome.summary();
        assertThat(summary.events()).isEqualTo(300);
        assertThat(summary.deadLetters()).isEqualTo(4);
        assertThat(summary.learned()).isEqualTo(296);
        assertThat(summary.recommendations()).isEqualTo(296);
        assertThat(summary.users()).isEqualTo(7);
        assertThat(summary.items()).isEqualTo(2);
        assertThat(summary.hitRate()).isEqualTo(Math.round(100 / 296.0 * 1e6) / 1e6);
        assertThat(summary.eventsPerSecond()).isPositive();
        assertThat(summary.latency()).isNull();
    }

    @Test
    void withARateLatencyIsMeasuredAndTransactionsAreReadToTheEnd() throws Exception {
        DemoOutcome outcome = run(events(50, i -> "hit"), 1, 1, 200.0, true);
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.summary().learned()).isEqualTo(50);
        assertThat(outcome.summary().latency()).isNotNull();
        assertThat(outcome.json()).contains("\"latency_ms\":{\"p50\":");
    }

    @Test
    void aLostEventStallsTheRunWithOneClearLine() throws Exception {
        stallTimeout = Duration.ofSeconds(10);
        DemoOutcome outcome = run(events(20, i -> i == 7 ? "lost" : "hit"), 1, 1, null, false);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.problem()).startsWith("no event was answered for 10 s, 1 of 20 still wait");
        assertThat(outcome.summary().learned()).isEqualTo(19);
    }

    @Test
    void stepsThatAreNeverAcknowledgedStallTheRunToo() throws Exception {
        stallTimeout = Duration.ofSeconds(10);
        DemoOutcome outcome = run(events(20, i -> i == 7 ? "stuck" : "hit"), 1, 1, null, false);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.problem())
                .startsWith("the metric personalize.unacknowledgedRows stayed at 7 for 10 s instead of reaching 0");
        assertThat(outcome.summary().learned()).isEqualTo(20);
    }

    @Test
    void aFailedJobIsReportedByItsRootCause() throws Exception {
        DemoOutcome outcome = run(events(20, i -> i == 7 ? "fatal" : "hit"), 1, 1, null, false);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.problem()).isEqualTo("the job failed: IllegalArgumentException: event e7 is fatal");
    }

    @Test
    void aStopRequestEndsAnEndlessRunInOrder() throws Exception {
        AtomicLong played = new AtomicLong();
        Iterator<Interaction> endless = Stream.iterate(0, i -> i + 1)
                .map(i -> event(i, "hit"))
                .peek(any -> {
                    if (played.incrementAndGet() > 100) {
                        stop.request();
                    }
                })
                .iterator();
        DemoOutcome outcome = run(endless, 1, 1, null, false);
        assertThat(outcome.problem()).isNull();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.summary().learned()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void theBrokerIsAnnouncedWhileTheDemoRunsAndTheDirectoryGoneAfterwards() throws Exception {
        Path announcement = dir.resolve("demo.properties");
        AtomicLong found = new AtomicLong();
        Iterator<Interaction> events = Stream.iterate(0, i -> i < 3, i -> i + 1)
                .map(i -> event(i, "hit"))
                .peek(any -> found.addAndGet(find(announcement).isPresent() ? 1 : 0))
                .iterator();
        run(events, 1, 1, null, false);
        assertThat(found).hasValue(3);
        assertThat(announcement).doesNotExist();
    }

    private DemoOutcome run(
            Iterator<Interaction> events, int partitions, int parallelism, @Nullable Double rate, boolean exactlyOnce)
            throws Exception {
        DemoSettings settings = new DemoSettings(
                new LocalSettings(0, partitions, parallelism, rate, 0, 20, exactlyOnce, stallTimeout),
                false,
                false,
                null);
        Path used;
        DemoOutcome outcome;
        try (LocalDirectory directory = LocalDirectory.open("demo", null)) {
            used = directory.path();
            outcome = new DemoDriver(
                            settings,
                            directory,
                            dir.resolve("demo.properties"),
                            new EchoJob(exactlyOnce),
                            NOWHERE,
                            NOWHERE)
                    .run(events, Function.identity(), stop);
        }
        assertThat(Files.exists(used)).isFalse();
        return outcome;
    }

    private static Optional<RunningDemo> find(Path announcement) {
        try {
            return RunningDemo.find(announcement);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Iterator<Interaction> events(int count, Function<Integer, String> item) {
        List<Interaction> events =
                IntStream.range(0, count).mapToObj(i -> event(i, item.apply(i))).toList();
        return events.iterator();
    }

    private static Interaction event(int i, String item) {
        return Interaction.of("e" + i, "u" + i % 7, item, 1, 1_000_000 + i);
    }
}
