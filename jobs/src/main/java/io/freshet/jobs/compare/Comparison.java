package io.freshet.jobs.compare;

import java.util.List;

/**
 * All that was found between a run and the reference.
 *
 * @param metrics over all tested events, one for each {@link Metric}
 * @param hits McNemar's test for those metrics that allow it
 * @param windows in the order of the stream
 * @param slices one for each {@link Slice}
 */
record Comparison(
        Run reference,
        Run run,
        List<Adjusted<MetricEstimate>> metrics,
        List<Adjusted<HitTest>> hits,
        List<Adjusted<WindowTest>> windows,
        List<Adjusted<SliceEstimate>> slices) {

    Adjusted<MetricEstimate> of(Metric metric) {
        return metrics.stream()
                .filter(each -> each.test().metric() == metric)
                .findFirst()
                .orElseThrow();
    }
}
