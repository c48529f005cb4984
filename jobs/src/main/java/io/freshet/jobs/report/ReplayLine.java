package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.rundir.ModelNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The command that runs a manifest again; options that were not given are left out. */
final class ReplayLine {
    private static final String SEED = "learner.seed=";

    private final List<String> words = new ArrayList<>(List.of("./freshet", "replay"));

    ReplayLine(JsonNode manifest) {
        JsonNode input = manifest.path("input");
        addSource(input);
        add("--min-value", input.path("min_value"));
        add("--dislike-max", input.path("dislike_max"));
        add("--from", input.path("from"));
        add("--to", input.path("to"));
        add("--limit", limit(input));
        add("--mode", manifest.path("protocol").path("mode"));
        add("--variant", manifest.path("protocol").path("variant"));
        if (manifest.path("protocol").path("warm_up_events").asLong() > 0) {
            add("--warm-up", manifest.path("protocol").path("warm_up_events"));
        }
        add("--models", String.join(",", models(manifest)));
        addEngine(manifest.path("engine"));
        add("--seed", manifest.path("seed"));
        addSettings(manifest.path("config"));
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

    private void addSource(JsonNode input) {
        if (!isTopic(input)) {
            add("--input", input.path("source"));
            return;
        }
        add("--kafka", input.path("broker"));
        add("--topic", input.path("topic"));
        add("--from-offset", input.path("from_offset"));
        add("--to-offset", input.path("to_offset"));
    }

    /** A topic that was read to its end may have grown since. */
    private static JsonNode limit(JsonNode input) {
        JsonNode limit = input.path("limit");
        boolean open = isTopic(input) && !input.path("to_offset").isNumber() && !limit.isNumber();
        return open ? input.path("events") : limit;
    }

    private static boolean isTopic(JsonNode input) {
        return input.path("kind").asText().equals("topic");
    }

    /** The seed has its own option. */
    private void addSettings(JsonNode config) {
        if (config instanceof ObjectNode settings) {
            for (String change : Settings.changes(settings, Set.of())) {
                if (!change.startsWith(SEED)) {
                    add("--set", change);
                }
            }
        }
    }

    private void addEngine(JsonNode engine) {
        if (engine.path("kind").asText().equals("flink")) {
            add("--engine", engine.path("kind"));
            add("--parallelism", engine.path("parallelism"));
            add("--rate", engine.path("events_per_second"));
            if (engine.path("loop_delay_ms").asInt() > 0) {
                add("--loop-delay", engine.path("loop_delay_ms"));
            }
        } else if (engine.path("sync").isNumber()) {
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
            words.add(ShellWords.quoted(value));
        }
    }
}
