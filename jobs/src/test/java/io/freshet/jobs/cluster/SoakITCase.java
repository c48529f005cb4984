package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * At full speed for an hour, or 20 million events, of which most are by users who come once: nothing grows once it is warm. Part of
 * {@code benchmarks/proofs}.
 */
@EnabledIfSystemProperty(named = Scale.PROPERTY, matches = Scale.VALUES)
class SoakITCase {
    private static final Duration LENGTH = Duration.ofMinutes(
            Integer.getInteger("freshet.soak.minutes", Scale.given().of(5, 60)));
    private static final int PARALLELISM = Integer.getInteger("freshet.soak.parallelism", 2);
    private static final long MOST_EVENTS = 20_000_000;

    /** Of each sample: events as fast as lists come, then events at a rate that leaves the job idle now and then. */
    private static final Duration AT_FULL_SPEED =
            Duration.ofSeconds(Scale.given().of(8, 45));

    private static final Duration PACED = Duration.ofSeconds(Scale.given().of(4, 10));
    private static final double PACED_RATE = 200;

    /** Some tenths of a second of work: neither does the job run dry, nor does a queue say how long an event takes. */
    private static final int IN_FLIGHT = 500;

    /** With this and {@link #STEP_MS}, users are kept for 10,800 events, or 129,600, and items for half as many. */
    private static final int EXPIRY_DAYS = Scale.given().of(1, 3);

    private static final long STEP_MS = Scale.given().of(16_000, 4_000);
    private static final List<String> ARGUMENTS = List.of(
            "--checkpoint-interval",
            "10000",
            "--set",
            "users.expiry-days=" + EXPIRY_DAYS,
            "--set",
            "items.expiry-days=" + EXPIRY_DAYS);

    /** How much more the last third may be than the middle one; times on a shared machine are what they are. */
    private static final Map<SoakSample.Figure, Double> ALLOWED = new EnumMap<>(Map.of(
            SoakSample.Figure.RATE, -0.2,
            SoakSample.Figure.P50, 0.5,
            SoakSample.Figure.P99, 0.5,
            SoakSample.Figure.HEAP, 0.05,
            SoakSample.Figure.RSS, 0.05,
            SoakSample.Figure.METASPACE, 0.02,
            SoakSample.Figure.CHECKPOINT, 0.05,
            SoakSample.Figure.LOOP, 0.1,
            SoakSample.Figure.USERS, 0.05,
            SoakSample.Figure.ITEMS, 0.05));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final List<SoakSample> samples = new ArrayList<>();
    private final SteadyStream events = new SteadyStream(1, STEP_MS);

    @Test
    void nothingGrowsUnderAStreamThatNeverChanges() throws Exception {
        Report report = Report.named("soak");
        ClusterSettings settings = ClusterSettings.of(PARALLELISM);
        try (LiveRun run = LiveRun.up(directory, settings, ARGUMENTS)) {
            forgetOldRecords(run);
            RunningJob job = run.submit(PARALLELISM, null);
            try (SoakTraffic traffic = new SoakTraffic(run.broker(), run.topics(), events, IN_FLIGHT)) {
                soak(run, job, traffic, report);
            }
            conclude(report, job.restarts());
        }
    }

    private void soak(LiveRun run, RunningJob job, SoakTraffic traffic, Report report) throws Exception {
        long startNanos = System.nanoTime();
        long published = 0;
        long eventsBefore = 0;
        while (System.nanoTime() - startNanos < LENGTH.toNanos() && events.events() < MOST_EVENTS) {
            SoakTraffic.Played full = traffic.atFullSpeed(AT_FULL_SPEED);
            SoakTraffic.Played paced = traffic.at(PACED_RATE, PACED);
            job.refreshMetrics();
            long publishedNow = sum(job, "owner", "publishedBytes");
            double loopBytes = (double) (publishedNow - published) / (events.events() - eventsBefore);
            published = publishedNow;
            eventsBefore = events.events();
            SoakSample sample = sample(run, job, full, paced, loopBytes, (System.nanoTime() - startNanos) / 60e9);
            samples.add(sample);
            report.write(sample.toJson());
        }
    }

    private SoakSample sample(
            LiveRun run,
            RunningJob job,
            SoakTraffic.Played full,
            SoakTraffic.Played paced,
            double loopBytes,
            double minute)
            throws Exception {
        long heap = 0;
        long rss = 0;
        long metaspace = 0;
        long threads = 0;
        for (ClusterProcess process : run.cluster().processes()) {
            if (process.isTaskManager()) {
                rss += residentBytes(process);
                Footprint footprint = Footprint.of(process);
                heap += footprint.heapBytes();
                metaspace += footprint.metaspaceKb();
                threads += footprint.threadCount();
            }
        }
        return new SoakSample(
                minute,
                events.events(),
                full.rate(),
                full.latencies().quantile(0.5),
                full.latencies().quantile(0.99),
                paced.latencies().quantile(0.5),
                paced.latencies().quantile(0.99),
                heap,
                rss,
                metaspace,
                threads,
                job.checkpoints().newestBytes(),
                loopBytes,
                sum(job, "personalize", "begunUsers") - sum(job, "personalize", "expiredUsers"),
                sum(job, "personalize", "items") / PARALLELISM,
                bytesBelow(directory.resolve("kafka")));
    }

    private void conclude(Report report, long restarts) throws IOException {
        Map<SoakSample.Figure, Flatness> verdicts = new EnumMap<>(SoakSample.Figure.class);
        ALLOWED.forEach((figure, allowed) ->
                verdicts.put(figure, Flatness.of(samples, sample -> sample.value(figure), allowed)));
        Files.writeString(report.file().resolveSibling("soak.svg"), SoakPlot.svg(samples, verdicts));
        report.write("{\"outcome\":\"soak\",\"events\":%d,\"parallelism\":%d,\"restarts\":%d,\"figures\":{%s}}"
                .formatted(
                        events.events(),
                        PARALLELISM,
                        restarts,
                        verdicts.entrySet().stream()
                                .map(verdict -> "\"" + verdict.getKey().name().toLowerCase(Locale.ROOT) + "\":"
                                        + verdict.getValue().toJson())
                                .collect(Collectors.joining(","))));
        assertThat(restarts).as("restarts").isZero();
        assertThat(verdicts).as("figures, all of them flat").allSatisfy((figure, verdict) -> assertThat(
                        verdict.isFlat())
                .as("%s is flat: %s", figure, verdict)
                .isTrue());
    }

    private static long sum(RunningJob job, String operator, String metric) throws IOException, InterruptedException {
        return job.values(operator, metric).stream().mapToLong(Long::parseLong).sum();
    }

    /** An hour of lists would take tens of gigabytes. */
    private static void forgetOldRecords(LiveRun run) throws Exception {
        Collection<AlterConfigOp> retention = List.of(
                new AlterConfigOp(new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, "120000"), AlterConfigOp.OpType.SET),
                new AlterConfigOp(
                        new ConfigEntry(TopicConfig.SEGMENT_BYTES_CONFIG, "67108864"), AlterConfigOp.OpType.SET));
        Map<ConfigResource, Collection<AlterConfigOp>> changes = Stream.of(
                        run.topics().interactions(),
                        run.topics().recommendations(),
                        run.topics().evaluations())
                .collect(Collectors.toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic), topic -> retention));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", run.broker()))) {
            admin.incrementalAlterConfigs(changes).all().get();
        }
    }

    /** As {@code ps} tells it, in kilobytes. */
    private static long residentBytes(ClusterProcess process) throws IOException, InterruptedException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
        String told = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ps.waitFor()).as("status of ps").isZero();
        return 1024 * Long.parseLong(told.trim());
    }

    /** The broker deletes and compacts meanwhile. */
    private static long bytesBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.mapToLong(SoakITCase::size).sum();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
