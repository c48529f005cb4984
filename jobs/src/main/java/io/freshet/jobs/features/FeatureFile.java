package io.freshet.jobs.features;

import io.freshet.features.declared.Admission;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.features.declared.FeaturePlan;
import io.freshet.jobs.input.InputException;
import io.freshet.jobs.yaml.YamlNode;
import io.freshet.jobs.yaml.YamlReader;
import io.freshet.jobs.yaml.YamlText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Features declared in a YAML file: {@code features}, a group for each by its name, and perhaps {@code ttl}, for all that
 * have none of their own, and {@code admission}, the event with which a user, item or pair begins to count.
 */
public final class FeatureFile {
    static final String TTL = "ttl";

    private static final String ADMISSION = "admission";
    private static final String FEATURES = "features";

    private final String name;

    private FeatureFile(String name) {
        this.name = name;
    }

    /**
     * Reads and compiles a file.
     *
     * @throws InputException in one line that names the line and the key
     */
    public static FeaturePlan read(Path file) {
        return parse(file.toString(), YamlText.read(file));
    }

    /** {@code name} is what messages call the text. */
    static FeaturePlan parse(String name, String text) {
        return new FeatureFile(name).plan(YamlReader.parse(name, text, "features"));
    }

    private FeaturePlan plan(YamlNode.Group all) {
        FeatureFields fields = new FeatureFields(name, "", all);
        fields.requireKnown(List.of(FEATURES, TTL, ADMISSION));
        Duration ttl = fields.length(TTL);
        Integer admission = fields.within(ADMISSION, 1, Admission.MOST_EVENTS);
        List<FeatureDefinition> definitions = new ArrayList<>();
        for (Map.Entry<String, YamlNode> feature : features(all).members().entrySet()) {
            definitions.add(definition(feature.getKey(), feature.getValue(), ttl));
        }
        try {
            return FeaturePlan.of(definitions, admission == null ? 1 : admission);
        } catch (IllegalArgumentException e) {
            throw new InputException(name + ": " + e.getMessage(), e);
        }
    }

    private YamlNode.Group features(YamlNode.Group all) {
        if (all.members().get(FEATURES) instanceof YamlNode.Group features) {
            return features;
        }
        YamlNode found = all.members().get(FEATURES);
        throw new InputException(name + ":" + (found == null ? all : found).line() + ": features is "
                + (found == null ? "missing" : "empty")
                + ": declare at least one feature below it, its name as the key");
    }

    private FeatureDefinition definition(String feature, YamlNode node, @Nullable Duration ttl) {
        if (node instanceof YamlNode.Group group) {
            return new FeatureFields(name, feature, group).definition(ttl);
        }
        throw new InputException(
                name + ":" + node.line() + ": " + feature + " has no keys: give entity and aggregation below it");
    }
}
