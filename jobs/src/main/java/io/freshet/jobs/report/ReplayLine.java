package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.jobs.rundir.ModelNames;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The command that runs a manifest again; options that were not given are left out. */
final class ReplayLine {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,@=+-]+");

    private final List<String> words = new ArrayList<>(List.of("./freshet", "replay"));

    ReplayLine(JsonNode manifest) {
        JsonNode input = manifest.path("input");
        add("--input", input.path("source"));
        add("--min-value", input.path("min_value"));
        add("--from", input.path("from"));
        add("--to", input.path("to"));
        add("--limit", input.path("limit"));
        add("--mode", manifest.path("protocol").path("mode"));
        add("--variant", manifest.path("protocol").path("variant"));
        if (manifest.path("protocol").path("warm_up_events").asLong() > 0) {
            add("--warm-up", manifest.path("protocol").path("warm_up_events"));
        }
        add("--models", String.join(",", models(manifest)));
        addEngine(manifest.path("engine"));
        add("--seed", manifest.path("seed"));
        add("--out", "DIR");
    }

    /** For a POSIX shell. */
    String text() {
        return String.join(" ", words);
    }

    /** What ran live is no model to choose, it comes with the engine. */
    private static List<String> models(JsonNode manifest) {
        List<String> models = new ArrayList<>();
        manifest.path("models").forEach(model -> models.add(model.asText()));
        models.remove(ModelNames.LIVE);
        return models;
    }

    private void addEngine(JsonNode engine) {
        if (engine.path("kind").asText().equals("flink")) {
            add("--engine", engine.path("kind"));
            add("--parallelism", engine.path("parallelism"));
        } else if (engine.path("learners").asInt() > 1) {
            add("--learners", engine.path("learners"));
            add("--sync", engine.path("sync"));
            add("--delay", engine.path("delay"));
        }
    }

    private void add(String option, JsonNode value) {
        add(option, value.isNull() ? "" : value.asText());
    }

    private void add(String option, String value) {
        if (!value.isEmpty()) {
            words.add(option);
            words.add(PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'");
        }
    }
}
