package io.freshet.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Writes settings as a YAML file that says what each key means. */
final class SettingsYaml {
    private static final String STEP = "  ";

    private final Map<String, String> meanings = SettingKey.meanings();
    private final StringBuilder text = new StringBuilder();

    private SettingsYaml() {}

    static String of(Settings settings) {
        SettingsYaml yaml = new SettingsYaml();
        yaml.group("", "", settings.toTree());
        return yaml.text.toString();
    }

    private void group(String prefix, String indent, ObjectNode group) {
        for (Map.Entry<String, JsonNode> entry : group.properties()) {
            String key = prefix + entry.getKey();
            if (entry.getValue() instanceof ObjectNode inner) {
                text.append(indent).append(entry.getKey()).append(":\n");
                group(key + ".", indent + STEP, inner);
            } else {
                value(key, indent, entry);
            }
        }
    }

    /** A number or a word, which YAML writes as they are. */
    private void value(String key, String indent, Map.Entry<String, JsonNode> entry) {
        text.append(indent).append("# ").append(meanings.getOrDefault(key, "")).append('\n');
        text.append(indent).append(entry.getKey()).append(": ");
        text.append(entry.getValue().asText()).append('\n');
    }
}
