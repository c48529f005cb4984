package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.input.SyntheticStream;
import io.freshet.jobs.local.StopSignal;
import io.freshet.schemas.Interaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job that is submitted and cancelled again and again leaves nothing behind in the processes that ran it: no classes, no
 * objects, no threads. Part of {@code benchmarks/proofs}.
 */
@EnabledIfSystemProperty(named = Scale.PROPERTY, matches = Scale.VALUES)
class CyclesITCase {
    private static final int CYCLES = Scale.given().of(6, 30);

    /** What the first ones load and start stays, and is used by all that follow. */
    private static final int WARM_UP = CYCLES / 3;

    private static final int EVENTS = 500;

    /**
     * What Flink remembers of ended jobs for its pages, 50 MB for an hour, would hide what else stays; so would its threads for blocking
     * work and for calls, which come and go as there is work.
     */
    private static final Map<String, String> FORGETFUL = Map.of(
            "jobstore.cache-size",
            "1000",
            "jobstore.max-capacity",
            "1",
            "cluster.io-pool.size",
            "2",
            "pekko.fork-join-executor.parallelism-min",
            "2",
            "pekko.fork-join-executor.parallelism-max",
            "2");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final Map<String, List<Footprint>> footprints = new LinkedHashMap<>();

    @Test
    void whatRanAJobForgetsIt() throws Exception {
        Report report = Report.named("cycles");
        SyntheticStream events = SyntheticStream.open(1, (long) CYCLES * EVENTS);
        List<String> arguments = List.of("--checkpoint-interval", "1000", "--start", "topic");
        try (LiveRun run = LiveRun.up(directory, ClusterSettings.of(2).withFlink(FORGETFUL), arguments);
                StopSignal never = new StopSignal()) {
            for (int cycle = 1; cycle <= CYCLES; cycle++) {
                RunningJob job = run.submit(2, null);
                run.play(part(events).iterator(), null, never);
                run.awaitCovered((long) cycle * EVENTS);
                job.cancel(LiveRun.PATIENCE);
                measure(run.cluster(), cycle, report);
            }
        }
        footprints.forEach(CyclesITCase::assertFlat);
    }

    private static List<Interaction> part(SyntheticStream events) {
        List<Interaction> part = new ArrayList<>();
        for (int n = 0; n < EVENTS; n++) {
            part.add(events.next());
        }
        return part;
    }

    private void measure(Cluster cluster, int cycle, Report report) throws IOException, InterruptedException {
        for (ClusterProcess process : cluster.processes()) {
            if (process.isTaskManager() || process.name().equals(Processes.JOB_MANAGER)) {
                Footprint footprint = Footprint.of(process);
                footprints
                        .computeIfAbsent(process.name(), name -> new ArrayList<>())
                        .add(footprint);
                report.write(("{\"cycle\":%d,\"process\":\"%s\",\"heap_bytes\":%d,\"metaspace_kb\":%d,"
                                + "\"job_class_loaders\":%d,\"threads\":%d}")
                        .formatted(
                                cycle,
                                process.name(),
                                footprint.heapBytes(),
                                footprint.metaspaceKb(),
                                footprint.jobClassLoaders(),
                                footprint.threadCount()));
            }
        }
    }

    /** After the warm-up, the second half holds no more than the first. */
    private static void assertFlat(String process, List<Footprint> all) {
        List<Footprint> warm = all.subList(WARM_UP, all.size());
        List<Footprint> first = warm.subList(0, warm.size() / 2);
        List<Footprint> second = warm.subList(warm.size() / 2, warm.size());
        assertThat(most(second, Footprint::jobClassLoaders))
                .as("class loaders of " + process)
                .isLessThanOrEqualTo(1);
        assertThat(most(second, Footprint::metaspaceKb))
                .as("metaspace of " + process)
                .isLessThanOrEqualTo(most(first, Footprint::metaspaceKb) * 102 / 100);
        assertThat(most(second, Footprint::heapBytes))
                .as("heap of " + process)
                .isLessThanOrEqualTo(most(first, Footprint::heapBytes) * 105 / 100);
        assertThat(last(second).threads().keySet())
                .as("kinds of threads of " + process)
                .isSubsetOf(last(first).threads().keySet());
        assertThat(most(second, Footprint::threadCount))
                .as("threads of " + process + ", of which there are more of " + more(last(first), last(second)))
                .isLessThanOrEqualTo(most(first, Footprint::threadCount));
    }

    private static Map<String, Integer> more(Footprint before, Footprint after) {
        Map<String, Integer> more = new TreeMap<>();
        after.threads()
                .forEach(
                        (kind, count) -> more.put(kind, count - before.threads().getOrDefault(kind, 0)));
        more.values().removeIf(count -> count <= 0);
        return more;
    }

    private static long most(List<Footprint> footprints, ToLongFunction<Footprint> figure) {
        return footprints.stream().mapToLong(figure).max().orElseThrow();
    }

    private static Footprint last(List<Footprint> footprints) {
        return footprints.get(footprints.size() - 1);
    }
}
