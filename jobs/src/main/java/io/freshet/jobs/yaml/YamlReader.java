package io.freshet.jobs.yaml;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.freshet.jobs.input.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a YAML text into nodes, token by token, because a tree of Jackson's would no longer know its lines. */
public final class YamlReader {
    private final String name;
    private final JsonParser parser;

    private YamlReader(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /**
     * The keys of a text; {@code name} is what messages call it.
     *
     * @param contents what belongs in it, for a text that is empty
     * @throws InputException if it is no YAML, has no keys, or one twice
     */
    public static YamlNode.Group parse(String name, String text, String contents) {
        try (JsonParser parser = new YAMLFactory().createParser(text)) {
            return new YamlReader(name, parser).document(contents);
        } catch (JsonProcessingException e) {
            throw YamlText.refused(name, e);
        } catch (IOException e) {
            throw new InputException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private YamlNode.Group document(String contents) throws IOException {
        JsonToken start = parser.nextToken();
        if (start != JsonToken.START_OBJECT) {
            throw start == null || start == JsonToken.VALUE_NULL
                    ? new InputException(name + " is empty: declare " + contents + " in it")
                    : problem("there is no key here: write it as key: value");
        }
        YamlNode.Group all = group(line());
        if (parser.nextToken() != null) {
            throw problem("a second document starts here: put all keys into the first");
        }
        return all;
    }

    private YamlNode.Group group(int groupLine) throws IOException {
        Map<String, YamlNode> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int line = line();
            YamlNode before = members.get(key);
            if (before != null) {
                throw problem(key + " is given twice, first in line " + before.line() + ": leave one out");
            }
            members.put(key, node(parser.nextToken(), line));
        }
        return new YamlNode.Group(Collections.unmodifiableMap(members), groupLine);
    }

    private YamlNode node(@Nullable JsonToken token, int line) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            return group(line);
        }
        if (token == JsonToken.START_ARRAY) {
            return items(line);
        }
        // the text as it is written, since YAML's own idea of types would make 1e-3 a word and 010 an eight
        return new YamlNode.Text(token == JsonToken.VALUE_NULL ? "" : parser.getText(), line);
    }

    private YamlNode items(int line) throws IOException {
        List<YamlNode> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token, line()));
        }
        return new YamlNode.Items(List.copyOf(items), line);
    }

    private InputException problem(String message) {
        return new InputException(name + ":" + line() + ": " + message);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
