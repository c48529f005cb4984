package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table of models: one panel for each window and denominator. */
final class Scores {
    private final List<Model> models;

    Scores(List<Model> models) {
        this.models = models;
    }

    ObjectNode view() {
        ObjectNode view = View.object();
        view.set("windows", window("all", "Whole stream").addAll(window("last10", "Last tenth")));
        ArrayNode cold = cold();
        view.put("hasCold", !cold.isEmpty()).set("cold", cold);
        return view;
    }

    private ArrayNode window(String key, String label) {
        ObjectNode view = View.object().put("label", label);
        view.putArray("panels")
                .add(panel(key, label, "ALL", "All events", "An unknown user or item counts as a miss."))
                .add(panel(key, label, "KU", "Known users", "Only events of users who had an earlier event."))
                .add(panel(
                        key,
                        label,
                        "KUKI",
                        "Known users and items",
                        "Only events whose user and item were both seen before."));
        return View.object().arrayNode().add(view);
    }

    private ObjectNode panel(String window, String windowLabel, String denominator, String label, String note) {
        ObjectNode panel = View.object()
                .put("label", label)
                .put("title", windowLabel + ": " + label.toLowerCase(Locale.ROOT))
                .put("note", note)
                .put("first", window.equals("all") && denominator.equals("ALL"));
        panel.set("measures", View.list(Arrays.asList(Measure.values()), Scores::measure));
        panel.set("rows", View.list(models, model -> row(model, window, denominator)));
        return panel;
    }

    private static ObjectNode measure(Measure measure) {
        return View.object().put("label", measure.label()).put("meaning", measure.meaning());
    }

    private ObjectNode row(Model model, String window, String denominator) {
        ObjectNode row = model.view();
        row.set(
                "scores",
                View.list(
                        Arrays.asList(Measure.values()),
                        measure -> Cells.compared(
                                measure.of(model.figures(window, denominator)), best(measure, window, denominator))));
        row.set("relative", relative(model, window, denominator));
        row.set(
                "events",
                Cells.count(Numbers.value(model.figures(window, denominator).path("n"))));
        row.set("extras", extras(model));
        return row;
    }

    private double best(Measure measure, String window, String denominator) {
        if (models.size() < 2) {
            return Double.NaN;
        }
        return models.stream()
                .mapToDouble(model -> measure.of(model.figures(window, denominator)))
                .filter(value -> value > 0)
                .max()
                .orElse(Double.NaN);
    }

    /** The reference is the same in every panel, else a model's advantage could not be followed through them. */
    private ObjectNode relative(Model model, String window, String denominator) {
        Optional<Model> reference = new Verdict(models).reference();
        if (reference.isEmpty()) {
            return Cells.of(Double.NaN, Numbers.NONE);
        }
        if (reference.get().equals(model)) {
            return Cells.of(0, "reference");
        }
        double base = Measure.HR10.of(reference.get().figures(window, denominator));
        double difference = base == 0 ? Double.NaN : Measure.HR10.of(model.figures(window, denominator)) / base - 1;
        return Cells.of(difference, Numbers.signedPercent(difference));
    }

    private static ArrayNode extras(Model model) {
        return View.object()
                .arrayNode()
                .add(Cells.share(model.figure("coverage@10")))
                .add(Cells.share(model.figure("gini@10")))
                .add(Cells.of(model.figure("novelty@10"), Numbers.bits(model.figure("novelty@10"))))
                .add(Cells.short3(model.figure("learn_us_per_event") + model.figure("rank_us_per_event")))
                .add(Cells.count(model.figure("bytes_per_user")))
                .add(Cells.count(model.figure("bytes_per_item")));
    }

    private ArrayNode cold() {
        return models.stream()
                .filter(model -> model.figures().path("cold").isObject())
                .map(Scores::coldRow)
                .collect(View.toList());
    }

    private static ObjectNode coldRow(Model model) {
        ObjectNode row = model.view();
        row.set(
                "scores",
                View.list(
                        Arrays.asList(Measure.values()),
                        measure -> Cells.share(measure.of(model.figures().path("cold")))));
        row.set("events", Cells.count(Numbers.value(model.figures().path("cold").path("n"))));
        return row;
    }
}
