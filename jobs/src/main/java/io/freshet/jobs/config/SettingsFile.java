package io.freshet.jobs.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.freshet.jobs.input.InputException;
import io.freshet.jobs.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads YAML, and so JSON too, token by token, because a tree would no longer know its lines. */
final class SettingsFile {
    private final String name;
    private final JsonParser parser;
    private final List<GivenValue> values = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private SettingsFile(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
    }

    static List<GivenValue> read(Path file) {
        return parse(file.toString(), YamlText.read(file));
    }

    /** Values in the order of the text; {@code name} is what messages call it. */
    static List<GivenValue> parse(String name, String text) {
        try (JsonParser parser = new YAMLFactory().createParser(text)) {
            return new SettingsFile(name, parser).values();
        } catch (JsonProcessingException e) {
            throw YamlText.refused(name, e);
        } catch (IOException e) {
            throw new InputException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<GivenValue> values() throws IOException {
        JsonToken start = parser.nextToken();
        if (start == null || start == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (start != JsonToken.START_OBJECT) {
            throw problem("there is no key here: write it as key: value");
        }
        group("");
        if (parser.nextToken() != null) {
            throw problem("a second document starts here: put all keys into the first");
        }
        return List.copyOf(values);
    }

    private void group(String prefix) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix + parser.currentName();
            int line = line();
            requireFirst(key, line);
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                group(key + ".");
            } else {
                values.add(new GivenValue(key, value(token), at(line)));
            }
        }
    }

    private void requireFirst(String key, int line) {
        Integer first = lines.putIfAbsent(key, line);
        if (first != null) {
            throw problem(key + " is given twice, first in line " + first + ": leave one out");
        }
    }

    /** The text as it is written, since YAML's own idea of types would make 1e-3 a word and 010 an eight. */
    private String value(@Nullable JsonToken token) throws IOException {
        if (token == JsonToken.START_ARRAY) {
            parser.skipChildren();
            return "a list";
        }
        return token == JsonToken.VALUE_NULL ? "" : parser.getText();
    }

    private InputException problem(String message) {
        return new InputException(at(line()) + ": " + message);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private String at(int line) {
        return name + ":" + line;
    }
}
