package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a run, made up; a test changes what it is about before they are written. */
final class RunFiles {
    static final long START_MS = 956_703_932_000L;
    private static final long DAY_MS = 86_400_000;
    private static final int WINDOWS = 5;

    final ObjectNode manifest = View.object();
    final ObjectNode models = View.object();
    final ArrayNode users = View.object().arrayNode();
    final List<String> series = new ArrayList<>();

    RunFiles() {
        manifest.put("format", 1).put("version", "0.1.0").put("created", "2026-11-24T15:20:00Z");
        manifest.putObject("input")
                .put("source", "interactions.csv.gz")
                .put("sha256", "c0ffee")
                .put("min_value", 4.0)
                .putNull("from")
                .putNull("to")
                .putNull("limit")
                .put("events", 575_281)
                .put("users", 6_038)
                .put("items", 3_533)
                .put("damaged_rows", 0)
                .put("first_event_ms", START_MS)
                .put("last_event_ms", START_MS + WINDOWS * DAY_MS);
        manifest.putObject("protocol").put("mode", "G").put("variant", "X").put("warm_up_events", 0);
        manifest.putObject("engine").put("kind", "runner").put("parallelism", 1);
        manifest.putArray("models");
        manifest.put("seed", 42);
        manifest.putObject("config").putObject("learner").put("dimension", 64).put("context-length", 20);
        manifest.putObject("jvm")
                .put("version", "17.0.15")
                .put("vendor", "A Vendor")
                .put("kernels", "vector-512");
        manifest.putObject("machine").put("cpu", "A CPU").put("cores", 2);
        series.add("model,from_index,to_index,from_ms,to_ms,n,hr@10,ndcg@10,mrr@10,hr@100");
    }

    /** Adds a model whose figures all follow from its HR@10. */
    RunFiles with(String name, double hitRate) {
        manifest.withArray("models").add(name);
        ObjectNode model = models.putObject(name);
        model.set("all", denominators(hitRate));
        model.set("last10", denominators(hitRate / 2));
        ArrayNode deciles = model.putArray("deciles");
        for (int i = 0; i < 10; i++) {
            deciles.add(scores(hitRate * (i + 1) / 10));
        }
        model.put("coverage@10", 0.7123).put("gini@10", 0.6812).put("novelty@10", 10.44);
        slices(model.putObject("slices"), hitRate);
        model.putNull("cold");
        model.put("learn_us_per_event", 4.93).put("rank_us_per_event", 21.71);
        ObjectNode latency = model.putObject("latency_us");
        latency.putObject("rank").put("p50", 20.13).put("p99", 61.37);
        latency.putObject("learn").put("p50", 4.01).put("p99", 19.52);
        model.put("bytes_per_user", 721).put("bytes_per_item", 548);
        model.put("events_per_second", 37_551.4).put("seconds", 15.32);
        model.put("digest", "d1ce" + name.length()).putNull("live");
        for (int i = 0; i < WINDOWS; i++) {
            window(name, i, "0." + (1000 + i));
        }
        return this;
    }

    /** Adds one window of 100 events; an empty value is one without events. */
    void window(String model, int at, String value) {
        series.add(String.join(
                ",",
                "\"" + model.replace("\"", "\"\"") + "\"",
                Integer.toString(at * 100),
                Integer.toString(at * 100 + 100),
                Long.toString(START_MS + at * DAY_MS),
                Long.toString(START_MS + (at + 1) * DAY_MS),
                value.isEmpty() ? "0" : "97",
                value,
                value,
                value,
                value));
    }

    /** Adds a user who had the item "1" and then took "7", which every model listed at rank 2. */
    ObjectNode withUser(String user, String title) {
        ObjectNode example = users.addObject().put("user", user);
        example.putArray("history").add(item("1", title).put("timestamp_ms", START_MS));
        ObjectNode test = example.putArray("tests").addObject().put("timestamp_ms", START_MS + DAY_MS);
        test.putArray("taken").add(item("7", title));
        ObjectNode lists = test.putObject("lists");
        ObjectNode ranks = test.putObject("ranks");
        manifest.withArray("models").forEach(model -> {
            lists.putArray(model.asText()).add(item("3", null)).add(item("7", title));
            ranks.putArray(model.asText()).add(2);
        });
        return example;
    }

    Path writeTo(Path directory) throws IOException {
        ObjectMapper json = new ObjectMapper();
        json.writeValue(directory.resolve("manifest.json").toFile(), manifest);
        json.writeValue(
                directory.resolve("metrics.json").toFile(), View.object().set("models", models));
        json.writeValue(
                directory.resolve("examples.json").toFile(), View.object().set("users", users));
        Files.write(directory.resolve("timeseries.csv"), series);
        return directory;
    }

    /** The report of these files. */
    String report(Path directory) throws IOException {
        Report.write(writeTo(directory));
        return Files.readString(directory.resolve("report.html"));
    }

    static ObjectNode scores(double hitRate) {
        return View.object()
                .put("hr@10", hitRate)
                .put("ndcg@10", hitRate * 0.5)
                .put("mrr@10", hitRate * 0.4)
                .put("hr@100", Math.min(1, hitRate * 3))
                .put("n", 569_243);
    }

    static ObjectNode noScores() {
        return View.object()
                .putNull("hr@10")
                .putNull("ndcg@10")
                .putNull("mrr@10")
                .putNull("hr@100")
                .put("n", 0);
    }

    private static ObjectNode denominators(double hitRate) {
        ObjectNode window = View.object();
        window.set("ALL", scores(hitRate));
        window.set("KU", scores(hitRate * 1.1));
        window.set("KUKI", scores(hitRate * 1.2));
        return window;
    }

    private static void slices(ObjectNode slices, double hitRate) {
        ObjectNode history = slices.putObject("user_history");
        List.of("1-2", "3-9", "10+").forEach(slice -> history.set(slice, scores(hitRate * 0.9)));
        ObjectNode age = slices.putObject("item_age");
        age.set("new", scores(0));
        List.of("<1d", "1-7d", "7-30d", "30d+").forEach(slice -> age.set(slice, scores(hitRate * 0.8)));
    }

    private static ObjectNode item(String id, @Nullable String title) {
        return View.object().put("item", id).put("title", title);
    }
}
