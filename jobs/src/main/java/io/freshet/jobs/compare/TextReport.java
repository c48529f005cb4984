package io.freshet.jobs.compare;

import io.freshet.jobs.rundir.Manifest;
import io.freshet.jobs.text.TableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A report as lines of text: for each run the verdict in words, then the figures behind it. */
final class TextReport {
    private static final int BEHIND_DIFFERENCE = 4;

    private final Report report;
    private final Figures figures;
    private final List<String> lines = new ArrayList<>();

    TextReport(Report report) {
        this.report = report;
        this.figures = new Figures(report.resamples());
    }

    List<String> lines() {
        for (Comparison comparison : report.comparisons()) {
            lines.addAll(new Verdict(report, comparison).sentences());
            lines.add("");
        }
        for (Comparison comparison : report.comparisons()) {
            lines.add("== " + comparison.run().label() + " against "
                    + comparison.reference().label());
            metrics(comparison);
            windows(comparison);
            slices(comparison);
        }
        footer();
        return lines;
    }

    private void metrics(Comparison comparison) {
        TableText table = new TableText();
        table.row(List.of(
                "metric",
                comparison.reference().label(),
                comparison.run().label(),
                "difference",
                "relative",
                confidence() + " interval",
                "p",
                "Holm",
                "McNemar",
                "Holm",
                "only " + comparison.run().label(),
                "only " + comparison.reference().label()));
        for (Adjusted<MetricEstimate> metric : comparison.metrics()) {
            Estimate estimate = metric.test().estimate();
            List<String> row = new ArrayList<>(List.of(metric.test().metric().label()));
            row.addAll(figures(estimate, metric.p()));
            row.add(BEHIND_DIFFERENCE, Figures.percent(estimate.relative()));
            row.addAll(hits(comparison, metric.test().metric()));
            table.row(row);
        }
        add(table);
    }

    private static List<String> hits(Comparison comparison, Metric metric) {
        Optional<Adjusted<HitTest>> found = comparison.hits().stream()
                .filter(each -> each.test().metric() == metric)
                .findFirst();
        return found.map(hit -> List.of(
                        Figures.p(hit.test().test().p()),
                        Figures.p(hit.p()),
                        Figures.count(hit.test().test().onlyRun()),
                        Figures.count(hit.test().test().onlyReference())))
                .orElse(List.of());
    }

    private void windows(Comparison comparison) {
        if (comparison.windows().isEmpty()) {
            return;
        }
        Timeline timeline = new Timeline(comparison.windows(), report.settings().alpha());
        TableText table = new TableText();
        table.row(List.of(comparison.run().label(), timeline.run()));
        table.row(List.of(comparison.reference().label(), timeline.reference()));
        table.row(List.of("leads", timeline.leader()));
        lines.add(report.windowMetric().label() + " in " + comparison.windows().size() + " windows of "
                + Figures.count(report.window()) + " events: ▲ "
                + comparison.run().label()
                + " leads by McNemar's test, which takes events as independent, △ not by the test, ▼ ▽ "
                + comparison.reference().label() + " likewise, · nobody");
        add(table);
    }

    private void slices(Comparison comparison) {
        TableText table = new TableText();
        table.row(List.of(
                report.settings().metric().label() + " with",
                "events",
                comparison.reference().label(),
                comparison.run().label(),
                "difference",
                confidence() + " interval",
                "p",
                "Holm"));
        for (Adjusted<SliceEstimate> slice : comparison.slices()) {
            Estimate estimate = slice.test().estimate();
            List<String> row = new ArrayList<>(List.of(slice.test().slice().words(), Figures.count(estimate.events())));
            row.addAll(figures(estimate, slice.p()));
            table.row(row);
        }
        add(table);
    }

    private List<String> figures(Estimate estimate, double adjusted) {
        return List.of(
                Figures.value(estimate.reference()),
                Figures.value(estimate.value()),
                Figures.signed(estimate.difference()),
                Figures.interval(estimate),
                figures.p(estimate.p(), estimate.p()),
                figures.p(estimate.p(), adjusted));
    }

    private void footer() {
        Manifest manifest = report.runs().manifest();
        lines.add(Figures.count(report.runs().events().size()) + " tested events of "
                + Figures.count(report.runs().events().users()) + " users; mode " + manifest.mode() + ", variant "
                + manifest.variant() + "; " + Figures.count(report.resamples())
                + " resamples of users, seed " + report.settings().seed() + ".");
        lines.add(
                "The verdict rests on p, from the resamples. McNemar's test takes the events of a user as independent,"
                        + " so its p is too small.");
    }

    private void add(TableText table) {
        lines.addAll(table.lines());
        lines.add("");
    }

    private String confidence() {
        return Figures.share(report.settings().confidence());
    }
}
