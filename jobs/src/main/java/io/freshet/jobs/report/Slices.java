package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;

/** How the models do for new and old users, and for new and old items. */
final class Slices {
    private final List<Model> models;

    Slices(List<Model> models) {
        this.models = models;
    }

    ObjectNode view() {
        ObjectNode view = View.object();
        view.set("panels", View.list(Arrays.asList(Measure.values()), this::panel));
        return view;
    }

    private ObjectNode panel(Measure measure) {
        ObjectNode panel = View.object().put("label", measure.label()).put("meaning", measure.meaning());
        panel.putArray("kinds")
                .add(kind("user_history", "By what the user had done before", measure))
                .add(kind("item_age", "By the age of the item taken", measure));
        return panel;
    }

    private ObjectNode kind(String kind, String title, Measure measure) {
        List<String> keys = keys(kind);
        double full = keys.stream()
                .mapToDouble(key -> Bars.largest(models, model -> measure.of(slice(model, kind, key))))
                .filter(largest -> largest < 1)
                .max()
                .orElse(1);
        ObjectNode view = View.object().put("title", title).put("items", kind.equals("item_age"));
        view.set("groups", View.list(keys, key -> group(kind, key, measure, full)));
        return view;
    }

    private ObjectNode group(String kind, String key, Measure measure, double full) {
        return Bars.group(label(kind, key), models, model -> measure.of(slice(model, kind, key)), Numbers::share, full)
                .put("events", events(kind, key));
    }

    /** Of any model, in the order of the first that has them. */
    private List<String> keys(String kind) {
        Set<String> keys = new LinkedHashSet<>();
        for (Model model : models) {
            model.figures().path("slices").path(kind).fieldNames().forEachRemaining(keys::add);
        }
        return List.copyOf(keys);
    }

    private String events(String kind, String key) {
        LongSummaryStatistics events = models.stream()
                .mapToLong(model -> slice(model, kind, key).path("n").asLong())
                .summaryStatistics();
        String least = Numbers.count(events.getMin());
        return events.getMin() == events.getMax() ? least : least + " to " + Numbers.count(events.getMax());
    }

    private static JsonNode slice(Model model, String kind, String key) {
        return model.figures().path("slices").path(kind).path(key);
    }

    private static String label(String kind, String key) {
        if (kind.equals("user_history")) {
            return key.replace('-', '–') + " earlier events";
        }
        return switch (key) {
            case "new" -> "Never seen before";
            case "<1d" -> "Less than a day";
            case "1-7d" -> "1–7 days";
            case "7-30d" -> "7–30 days";
            case "30d+" -> "30 days and more";
            default -> key;
        };
    }
}
