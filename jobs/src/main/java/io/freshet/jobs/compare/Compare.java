package io.freshet.jobs.compare;

import io.freshet.jobs.input.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares runs of replay with a reference: which is better, by how much, whether that is real, and where.
 *
 * <p>The verdict rests on the {@linkplain UserBootstrap bootstrap over users}: a run is better only if its interval excludes
 * 0 and its p-value stands after {@linkplain Holm Holm's correction} over all runs and metrics. {@linkplain McNemar McNemar's
 * test}, usual in the literature on streams, is shown beside it, but as it takes a user's events as independent its p-values
 * are too small, and no verdict follows from them. Windows and slices are families of their own.
 */
public final class Compare {
    private final Settings settings;

    public Compare(Settings settings) {
        this.settings = settings;
    }

    /**
     * @param runs {@code DIR} or {@code DIR:MODEL} each, the reference first
     * @throws InputException if they cannot be read or are not comparable
     * @throws IllegalArgumentException if the settings do not suit them
     */
    public Report run(List<String> runs) throws IOException {
        if (runs.size() < 2) {
            throw new IllegalArgumentException("compare needs at least 2 runs, not " + runs.size()
                    + ": name directories of freshet replay, or DIR:MODEL twice");
        }
        return compare(Runs.load(runs));
    }

    private Report compare(Runs runs) {
        if (runs.events().size() == 0) {
            throw new InputException(
                    runs.reference().name().directory().path() + " has no tested events: there is nothing to compare");
        }
        int stream = runs.manifest().events();
        int window = settings.windowOf(stream);
        Differences differences = new Differences(runs, settings);
        List<List<MetricEstimate>> metrics = new ArrayList<>();
        List<List<HitTest>> hits = new ArrayList<>();
        List<List<WindowTest>> windows = new ArrayList<>();
        List<List<SliceEstimate>> slices = new ArrayList<>();
        for (int other = 0; other < runs.others().size(); other++) {
            int[] reference = runs.reference().ranks();
            int[] ranks = runs.others().get(other).ranks();
            metrics.add(differences.metrics(other));
            slices.add(differences.slices(other));
            hits.add(hits(reference, ranks));
            windows.add(WindowTest.sliding(runs.events(), reference, ranks, windowMetric(), stream, window));
        }
        List<Comparison> found = adjusted(runs, metrics, hits, windows, slices);
        return new Report(settings, runs, differences.resamples(), windowMetric(), window, found);
    }

    private static List<Comparison> adjusted(
            Runs runs,
            List<List<MetricEstimate>> metrics,
            List<List<HitTest>> hits,
            List<List<WindowTest>> windows,
            List<List<SliceEstimate>> slices) {
        var ofMetrics = Adjusted.of(metrics, each -> each.estimate().p());
        var ofHits = Adjusted.of(hits, each -> each.test().p());
        var ofWindows = Adjusted.of(windows, each -> each.test().p());
        var ofSlices = Adjusted.of(slices, each -> each.estimate().p());
        List<Comparison> comparisons = new ArrayList<>();
        for (int other = 0; other < runs.others().size(); other++) {
            comparisons.add(new Comparison(
                    runs.reference(),
                    runs.others().get(other),
                    ofMetrics.get(other),
                    ofHits.get(other),
                    ofWindows.get(other),
                    ofSlices.get(other)));
        }
        return comparisons;
    }

    private static List<HitTest> hits(int[] reference, int[] ranks) {
        List<HitTest> tests = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            if (metric.isHit()) {
                tests.add(new HitTest(metric, McNemar.of(metric, reference, ranks, 0, ranks.length)));
            }
        }
        return tests;
    }

    /** McNemar's test needs hits, so the graded metrics have their windows in hits of the same length. */
    private Metric windowMetric() {
        return settings.metric().isHit() ? settings.metric() : Metric.HR_10;
    }
}
