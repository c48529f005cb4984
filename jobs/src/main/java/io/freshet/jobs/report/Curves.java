package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The learning curves: one chart for each measure, drawn here so that the page needs no script for them.
 *
 * <p>Lines lie in a box of 1000 by 1000 that the page stretches; everything else is placed in percent, so that text keeps
 * its size on any screen.
 */
final class Curves {
    private static final double BOX = 1000;
    private static final int X_TICKS = 8;
    private static final int Y_TICKS = 5;

    private final List<Model> models;
    private final Series series;
    private final Axis events;

    Curves(Run run) {
        this.models = run.models();
        this.series = new Series(run.windows());
        this.events = Axis.ofCounts(series.end(), X_TICKS);
    }

    ObjectNode view() {
        ObjectNode view = View.object();
        view.set("legend", View.list(models, Model::view));
        view.set("charts", View.list(Arrays.asList(Measure.values()), this::chart));
        view.put("drawn", largest(Measure.HR100) >= 0);
        return view;
    }

    /** What the script needs to tell the values at a place. */
    ObjectNode data() {
        ObjectNode data = View.object().put("end", events.end());
        ArrayNode windows = data.putArray("windows");
        for (Window point : series.points()) {
            windows.add(View.object()
                    .put("at", point.toIndex())
                    .put(
                            "label",
                            "Events " + Numbers.count(point.fromIndex()) + " to "
                                    + Numbers.count(point.toIndex() - 1.0))
                    .put("dates", dates(point))
                    .put("n", Numbers.count(point.events())));
        }
        data.set("models", View.list(models, this::values));
        return data;
    }

    private static String dates(Window point) {
        String from = Times.day(point.fromMs());
        String to = Times.day(point.toMs());
        return from.equals(to) ? from : from + " to " + to;
    }

    private ObjectNode values(Model model) {
        ObjectNode view = View.object().put("name", model.name()).put("look", model.look());
        for (Measure measure : Measure.values()) {
            ArrayNode values = view.putArray(measure.key());
            for (Window point : series.points()) {
                double value = series.value(model, point, measure);
                values.add(Double.isNaN(value) ? null : Math.rint(value * 1e4) / 1e4);
            }
        }
        return view;
    }

    private ObjectNode chart(Measure measure) {
        Axis axis = Axis.covering(largest(measure), Y_TICKS);
        ObjectNode chart = View.object()
                .put("key", measure.key())
                .put("label", measure.label())
                .put("meaning", measure.meaning());
        chart.set("yTicks", View.list(axis.ticks(), tick -> yTick(axis, tick)));
        chart.set("xTicks", xTicks());
        chart.set("lines", View.list(models, model -> line(model, measure, axis)));
        chart.set("ends", ends(measure, axis));
        chart.set("deciles", View.list(models, model -> deciles(model, measure)));
        return chart;
    }

    private double largest(Measure measure) {
        return models.stream()
                .flatMap(model -> series.points().stream().map(point -> series.value(model, point, measure)))
                .filter(value -> !Double.isNaN(value))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(Double.NaN);
    }

    private static ObjectNode yTick(Axis axis, double tick) {
        return View.object()
                .put("y", percent(1 - axis.at(tick)))
                .put("text", Numbers.format("%." + axis.decimals() + "f", tick));
    }

    private ArrayNode xTicks() {
        ArrayNode ticks = View.object().arrayNode();
        if (series.points().isEmpty()) {
            return ticks;
        }
        Duration span = Duration.ofMillis(series.timeOf(events.end()) - series.timeOf(0));
        List<Double> values = events.ticks();
        for (int i = 0; i < values.size(); i++) {
            ticks.add(View.object()
                    .put("x", percent(events.at(values.get(i))))
                    .put("text", Numbers.tick(values.get(i)))
                    .put("date", Times.tick(series.timeOf(values.get(i)), span))
                    .put("minor", i % 2 == 1));
        }
        return ticks;
    }

    private JsonNode line(Model model, Measure measure, Axis axis) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (Window point : series.points()) {
            double value = series.value(model, point, measure);
            if (!Double.isNaN(value)) {
                // a lone point is a line to itself, which round ends make visible
                String place = coordinate(events.at(point.toIndex())) + " " + coordinate(1 - axis.at(value));
                path.append(drawing ? "L" + place : "M" + place + "h0");
            }
            drawing = !Double.isNaN(value);
        }
        return model.view().put("path", path.toString());
    }

    private ArrayNode ends(Measure measure, Axis axis) {
        List<EndLabels.End> ends = new ArrayList<>();
        for (Model model : models) {
            double last = last(model, measure);
            if (!Double.isNaN(last)) {
                ends.add(new EndLabels.End(model, 1 - axis.at(last)));
            }
        }
        return View.list(
                EndLabels.placed(ends),
                label -> label.model().view().put("from", percent(label.from())).put("to", percent(label.to())));
    }

    private double last(Model model, Measure measure) {
        double last = Double.NaN;
        for (Window point : series.points()) {
            double value = series.value(model, point, measure);
            last = Double.isNaN(value) ? last : value;
        }
        return last;
    }

    private static ObjectNode deciles(Model model, Measure measure) {
        ObjectNode row = model.view();
        ArrayNode cells = row.putArray("cells");
        for (JsonNode decile : model.figures().path("deciles")) {
            cells.add(Numbers.share(measure.of(decile)));
        }
        return row;
    }

    private static String coordinate(double part) {
        return String.format(Locale.ROOT, "%.1f", part * BOX);
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f%%", part * 100);
    }
}
