package io.freshet.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A key of the settings, for people.
 *
 * @param name in full, {@code learner.context-length}
 * @param type whole number, number, true or false, or word
 * @param defaultValue as it would be written in a file
 * @param meaning in half a line
 */
public record SettingKey(String name, String type, String defaultValue, String meaning) {
    private static final String MEANINGS = "meanings.yaml";

    static List<SettingKey> all() {
        Map<String, String> meanings = meanings();
        return SettingsTree.leaves(Settings.DEFAULTS.toTree()).entrySet().stream()
                .map(leaf -> new SettingKey(
                        leaf.getKey(),
                        type(leaf.getValue()),
                        leaf.getValue().asText(),
                        meanings.getOrDefault(leaf.getKey(), "")))
                .toList();
    }

    static Map<String, String> meanings() {
        return SettingsFile.parse(MEANINGS, resource()).stream()
                .collect(Collectors.toUnmodifiableMap(GivenValue::key, GivenValue::value));
    }

    static String type(JsonNode value) {
        if (value.isBoolean()) {
            return "true or false";
        }
        if (value.isIntegralNumber()) {
            return "whole number";
        }
        return value.isNumber() ? "number" : "word";
    }

    private static String resource() {
        try (InputStream in = SettingKey.class.getResourceAsStream(MEANINGS)) {
            if (in == null) {
                throw new IllegalStateException(MEANINGS + " is missing from the jar: build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
