package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** A group of bars, one for each model. */
final class Bars {
    private Bars() {}

    /**
     * @param value of a model; NaN has no bar
     * @param full the value of a full bar
     */
    static ObjectNode group(
            String label, List<Model> models, ToDoubleFunction<Model> value, DoubleFunction<String> text, double full) {
        ObjectNode group = View.object().put("label", label);
        group.set("bars", View.list(models, model -> bar(model, value.applyAsDouble(model), text, full)));
        return group;
    }

    /** The largest of the models' values, so that a full bar is the longest; 1 where there is none. */
    static double largest(List<Model> models, ToDoubleFunction<Model> value) {
        return models.stream()
                .mapToDouble(value)
                .filter(number -> number > 0)
                .max()
                .orElse(1);
    }

    private static ObjectNode bar(Model model, double value, DoubleFunction<String> text, double full) {
        double part = Double.isNaN(value) ? 0 : Math.max(0, Math.min(1, value / full));
        return model.view()
                .put("width", String.format(Locale.ROOT, "%.1f%%", part * 100))
                .put("text", text.apply(value));
    }
}
