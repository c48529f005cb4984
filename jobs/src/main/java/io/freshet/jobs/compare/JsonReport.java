package io.freshet.jobs.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.rundir.Manifest;
import java.util.List;
import java.util.Locale;

/** A report as one JSON object; null stands for what could not be tested or has no value. */
final class JsonReport {
    private final Report report;

    JsonReport(Report report) {
        this.report = report;
    }

    ObjectNode root() {
        Manifest manifest = report.runs().manifest();
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("metric", report.settings().metric().label())
                .put("confidence", report.settings().confidence())
                .put("resamples", report.resamples())
                .put("seed", report.settings().seed())
                .put("input_sha256", manifest.sha256())
                .put("mode", manifest.mode())
                .put("variant", manifest.variant())
                .put("warm_up_events", manifest.warmUpEvents())
                .put("n", report.runs().events().size())
                .put("users", report.runs().events().users());
        root.set("reference", run(report.runs().reference()));
        ArrayNode comparisons = root.putArray("comparisons");
        report.comparisons().forEach(each -> comparisons.add(comparison(each)));
        return root;
    }

    private ObjectNode comparison(Comparison comparison) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("run", run(comparison.run()));
        node.set("verdict", verdict(new Verdict(report, comparison)));
        ObjectNode metrics = node.putObject("metrics");
        for (Adjusted<MetricEstimate> metric : comparison.metrics()) {
            metrics.set(
                    metric.test().metric().label(), estimate(metric.test().estimate(), metric.p(), metric.family()));
        }
        for (Adjusted<HitTest> hit : comparison.hits()) {
            metrics.withObject("/" + hit.test().metric().label())
                    .set("mcnemar", mcNemar(hit.test().test(), hit.p(), hit.family()));
        }
        node.set("windows", windows(comparison.windows()));
        node.set("slices", slices(comparison.slices()));
        return node;
    }

    private static ObjectNode run(Run run) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("label", run.label())
                .put("directory", run.name().directory().path().toString())
                .put("model", run.name().model());
    }

    private ObjectNode verdict(Verdict verdict) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
        put(node, "smallest_difference", verdict.smallestDifference());
        return node.put("text", String.join(" ", verdict.sentences()));
    }

    private ObjectNode windows(List<Adjusted<WindowTest>> windows) {
        Leads leads = Leads.of(windows, report.settings().alpha());
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("metric", report.windowMetric().label())
                .put("events", report.window())
                .put("count", leads.windows())
                .put("run_leads", leads.run())
                .put("run_leads_by_mcnemar", leads.runByTest())
                .put("reference_leads", leads.reference())
                .put("reference_leads_by_mcnemar", leads.referenceByTest());
        ArrayNode list = node.putArray("list");
        for (Adjusted<WindowTest> window : windows) {
            WindowTest test = window.test();
            ObjectNode item = list.addObject().put("from_index", test.from()).put("to_index", test.to());
            item.put("n", test.events());
            put(item, "reference", test.reference());
            put(item, "value", test.value());
            put(item, "difference", test.difference());
            item.set("mcnemar", mcNemar(test.test(), window.p(), window.family()));
        }
        return node;
    }

    private static ArrayNode slices(List<Adjusted<SliceEstimate>> slices) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Adjusted<SliceEstimate> slice : slices) {
            Slice which = slice.test().slice();
            ObjectNode item = list.addObject().put("by", which.kind().label()).put("slice", which.label());
            item.setAll(estimate(slice.test().estimate(), slice.p(), slice.family()));
        }
        return list;
    }

    private static ObjectNode estimate(Estimate estimate, double adjusted, int family) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("n", estimate.events());
        put(node, "reference", estimate.reference());
        put(node, "value", estimate.value());
        put(node, "difference", estimate.difference());
        put(node, "relative", estimate.relative());
        put(node, "low", estimate.low());
        put(node, "high", estimate.high());
        put(node, "standard_error", estimate.standardError());
        put(node, "p", estimate.p());
        put(node, "p_holm", adjusted);
        return node.put("family", family);
    }

    private static ObjectNode mcNemar(McNemar test, double adjusted, int family) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("only_run", test.onlyRun())
                .put("only_reference", test.onlyReference())
                .put("test", test.isExact() ? "exact" : "mid-p");
        put(node, "p", test.p());
        put(node, "p_holm", adjusted);
        return node.put("family", family);
    }

    private static void put(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }
}
