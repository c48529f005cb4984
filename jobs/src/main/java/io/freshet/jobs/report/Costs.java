package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the models cost in time and memory. */
final class Costs {
    private Costs() {}

    static ObjectNode of(List<Model> models) {
        ObjectNode view = View.object();
        view.set("rows", View.list(models, Costs::row));
        view.set(
                "loops",
                models.stream()
                        .filter(model -> model.figures().path("loop").isObject())
                        .map(Costs::loop)
                        .collect(View.toList()));
        return view;
    }

    /** What several learners told each other. */
    private static ObjectNode loop(Model model) {
        JsonNode loop = model.figures().path("loop");
        return model.view()
                .put("learners", loop.path("learners").asText(Numbers.NONE))
                .put("published", Numbers.short3(Numbers.value(loop.path("rows_published_per_event"))))
                .put("bytes", Numbers.count(Numbers.value(loop.path("bytes_per_event"))));
    }

    private static ObjectNode row(Model model) {
        ObjectNode row = model.view();
        JsonNode latency = model.figures().path("latency_us");
        row.putArray("cells")
                .add(Cells.short3(model.figure("rank_us_per_event")))
                .add(Cells.short3(Numbers.value(latency.path("rank").path("p50"))))
                .add(Cells.short3(Numbers.value(latency.path("rank").path("p99"))))
                .add(Cells.short3(model.figure("learn_us_per_event")))
                .add(Cells.short3(Numbers.value(latency.path("learn").path("p50"))))
                .add(Cells.short3(Numbers.value(latency.path("learn").path("p99"))))
                .add(Cells.count(model.figure("events_per_second")))
                .add(Cells.short3(model.figure("seconds")))
                .add(Cells.count(model.figure("bytes_per_user")))
                .add(Cells.count(model.figure("bytes_per_item")));
        return row;
    }
}
