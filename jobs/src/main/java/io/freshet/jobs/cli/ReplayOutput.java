package io.freshet.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.rundir.ModelNames;
import io.freshet.jobs.text.TableText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What replay prints of metrics.json. */
final class ReplayOutput {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> ACCURACY = List.of("hr@10", "ndcg@10", "mrr@10", "hr@100");
    private static final List<String> COSTS = List.of("rank_us_per_event", "learn_us_per_event", "seconds");
    private static final List<String> FURTHER =
            List.of("loop", "guards", "candidates", "lists", "diversity@10", "removed", ModelNames.LIVE);

    private ReplayOutput() {}

    /** One line a model: the averages over all events, HR@10 of the last tenth, and what it cost. */
    static List<String> json(ObjectNode metrics) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, JsonNode> model : metrics.path("models").properties()) {
            ObjectNode line = MAPPER.createObjectNode().put("model", model.getKey());
            JsonNode figures = model.getValue();
            line.setAll((ObjectNode) figures.path("all").path("ALL"));
            line.set("hr@10_last10", figures.path("last10").path("ALL").path("hr@10"));
            COSTS.forEach(cost -> line.set(cost, figures.path(cost)));
            line.set("events_per_second", figures.path("events_per_second"));
            line.set("digest", figures.path("digest"));
            FURTHER.stream().filter(figures::has).forEach(key -> line.set(key, figures.path(key)));
            lines.add(MAPPER.writeValueAsString(line));
        }
        return lines;
    }

    /** For people. */
    static List<String> table(ObjectNode metrics) {
        TableText table = new TableText()
                .row("model", "HR@10", "NDCG@10", "MRR@10", "HR@100", "last tenth", "rank µs", "learn µs", "seconds");
        for (Map.Entry<String, JsonNode> model : metrics.path("models").properties()) {
            JsonNode figures = model.getValue();
            List<String> cells = new ArrayList<>(List.of(model.getKey()));
            JsonNode all = figures.path("all").path("ALL");
            ACCURACY.forEach(metric -> cells.add(number(all.path(metric), "%.4f")));
            cells.add(number(figures.path("last10").path("ALL").path("hr@10"), "%.4f"));
            COSTS.forEach(cost -> cells.add(number(figures.path(cost), "%.1f")));
            table.row(cells.toArray(String[]::new));
        }
        List<String> lines = new ArrayList<>(table.lines());
        JsonNode live = metrics.at("/models/" + ModelNames.LIVE + "/live");
        if (live.isObject()) {
            lines.add(agreement(live));
        }
        return lines;
    }

    private static String agreement(JsonNode live) {
        return String.format(
                Locale.ROOT,
                "live at parallelism %d: %.2f %% of %d ranks equal those of embedding, %.2f %% of those that either has"
                        + " in its first 100; HR@10 %+.4f; %.2f %% of the hits of either are hits of both",
                live.path("parallelism").asInt(),
                100 * live.path("equal_ranks").asDouble(),
                live.path("compared").asInt(),
                100 * live.path("equal_where_ranked").asDouble(),
                live.path("hr@10_difference").asDouble(),
                100 * live.path("hit_overlap").asDouble());
    }

    private static String number(JsonNode value, String format) {
        return value.isNumber() ? String.format(Locale.ROOT, format, value.doubleValue()) : "–";
    }
}
