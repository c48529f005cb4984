package io.freshet.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.freshet.jobs.rundir.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The files of a run directory that the report shows.
 *
 * @param models the best by HR@10 first; equals, and those without events, in the order of the manifest
 * @param users of {@code examples.json}; a missing node without that file
 */
record Run(JsonNode manifest, List<Model> models, List<Window> windows, JsonNode users) {

    static Run read(Path directory) throws IOException {
        JsonNode manifest = json(directory.resolve(RunFiles.MANIFEST));
        JsonNode metrics = json(directory.resolve(RunFiles.METRICS));
        Path examples = directory.resolve(RunFiles.EXAMPLES);
        return new Run(
                manifest,
                models(manifest, metrics.path("models")),
                windows(directory.resolve(RunFiles.TIME_SERIES)),
                Files.exists(examples) ? json(examples).path("users") : MissingNode.getInstance());
    }

    JsonNode input() {
        return manifest.path("input");
    }

    private static JsonNode json(Path file) throws IOException {
        try {
            JsonNode tree = new ObjectMapper().readTree(file.toFile());
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage() + ": write it again with replay", e);
        }
        throw new IOException(file + " holds no JSON object: write it again with replay");
    }

    private static List<Model> models(JsonNode manifest, JsonNode metrics) {
        Set<String> names = new LinkedHashSet<>();
        manifest.path("models").forEach(name -> names.add(name.asText()));
        metrics.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> !metrics.path(name).isObject());
        List<String> ordered = new ArrayList<>(names);
        // sort is stable, and an unknown rate is below all others
        ordered.sort(Comparator.comparingDouble((String name) -> hitRate(metrics.path(name)))
                .reversed());
        List<Model> models = new ArrayList<>();
        for (String name : ordered) {
            models.add(new Model(name, models.size(), metrics.path(name)));
        }
        return List.copyOf(models);
    }

    private static double hitRate(JsonNode figures) {
        double rate = new Model("", 0, figures).hitRate();
        return Double.isNaN(rate) ? -1 : rate;
    }

    private static List<Window> windows(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Window> windows = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            if (!line.isBlank()) {
                windows.add(Window.parse(line));
            }
        }
        return List.copyOf(windows);
    }
}
