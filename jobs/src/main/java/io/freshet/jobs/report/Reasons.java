package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** In a line why an item is in a list: what pulled it up, which features count most, and who found it. */
final class Reasons {
    private static final int PULLS = 2;
    private static final int FEATURES = 3;

    private record Part(String name, double size) {}

    private Reasons() {}

    /** {@code why} is an item's in examples.json. */
    static String of(JsonNode why) {
        List<String> parts = new ArrayList<>();
        List<String> pulls = new ArrayList<>();
        for (JsonNode pull : why.path("pulled_by")) {
            if (pulls.size() < PULLS) {
                pulls.add(Examples.name(pull) + " " + signed(pull.path("effect").asDouble()));
            }
        }
        if (!pulls.isEmpty()) {
            parts.add("after " + String.join(", ", pulls));
        }
        parts.add(features(why.path("features")));
        List<String> sources = new ArrayList<>();
        why.path("sources").forEach(source -> sources.add(source.asText()));
        parts.add("found by " + String.join(", ", sources));
        return String.join("; ", parts);
    }

    private static String features(JsonNode features) {
        List<Part> all = new ArrayList<>();
        for (JsonNode feature : features) {
            double size =
                    feature.path("value").asDouble() * feature.path("weight").asDouble();
            all.add(new Part(feature.path("name").asText(), size));
        }
        all.sort(Comparator.comparingDouble(part -> -Math.abs(part.size())));
        return String.join(
                ", ",
                all.stream()
                        .limit(FEATURES)
                        .map(part -> part.name() + " " + signed(part.size()))
                        .toList());
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.2f", value).replace('-', '−');
    }
}
