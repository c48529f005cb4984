package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Everything that the run's figures depend on. */
final class Provenance {
    private final Run run;
    private final JsonNode manifest;

    Provenance(Run run) {
        this.run = run;
        this.manifest = run.manifest();
    }

    ObjectNode view() {
        ObjectNode view = View.object();
        view.put("command", new ReplayLine(manifest).text());
        ArrayNode groups = view.putArray("groups");
        for (String part : new String[] {"input", "protocol", "engine", "jvm", "machine"}) {
            addGroup(groups, part, manifest.path(part));
        }
        manifest.path("config").properties().forEach(part -> addGroup(groups, part.getKey(), part.getValue()));
        view.set("digests", View.list(run.models(), Provenance::digest));
        view.put("version", text("version"))
                .put("created", text("created").replaceFirst("\\.\\d+Z$", "Z"))
                .put("seed", text("seed"));
        return view;
    }

    private String text(String key) {
        return manifest.path(key).asText(Numbers.NONE);
    }

    private static ObjectNode digest(Model model) {
        return model.view().put("digest", model.figures().path("digest").asText(Numbers.NONE));
    }

    private static void addGroup(ArrayNode groups, String title, JsonNode settings) {
        ArrayNode rows = View.object().arrayNode();
        flatten("", settings, rows);
        if (!rows.isEmpty()) {
            groups.add(View.object().put("title", title).set("rows", rows));
        }
    }

    private static void flatten(String prefix, JsonNode value, ArrayNode rows) {
        if (!value.isObject()) {
            if (!value.isMissingNode()) {
                rows.add(View.object()
                        .put("key", prefix.isEmpty() ? "value" : prefix)
                        .put("value", shown(prefix, value)));
            }
            return;
        }
        String path = prefix.isEmpty() ? "" : prefix + ".";
        value.properties().forEach(setting -> flatten(path + setting.getKey(), setting.getValue(), rows));
    }

    private static String shown(String key, JsonNode value) {
        if (key.endsWith("_ms") && value.isIntegralNumber()) {
            return value + " (" + Times.minute(value.asLong()) + ")";
        }
        return value.isNull() ? "none" : value.isTextual() ? value.asText() : value.toString();
    }
}
