package io.freshet.jobs.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.input.InputException;
import io.freshet.jobs.yaml.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lays given values over settings; each is first tried alone, so that a refusal has its key and place. */
final class Overlay {
    private final SettingsTree trees = new SettingsTree();
    private final ObjectNode base;
    private final Map<String, JsonNode> known;

    Overlay(Settings base) {
        this.base = trees.of(base);
        this.known = SettingsTree.leaves(this.base);
    }

    /** A later value replaces an earlier one of the same key. */
    Settings of(List<GivenValue> values) {
        ObjectNode all = base.deepCopy();
        for (GivenValue given : values) {
            if (!(given.value().isEmpty() && !members(given.key()).isEmpty())) {
                requireAccepted(given, defaultOf(given));
                put(all, given);
            }
        }
        try {
            return trees.toSettings(all);
        } catch (JsonProcessingException e) {
            String places = values.stream().map(GivenValue::where).distinct().collect(Collectors.joining(", "));
            throw new InputException(places + ": " + message(e), e);
        }
    }

    private List<String> members(String group) {
        return known.keySet().stream()
                .filter(key -> key.startsWith(group + "."))
                .toList();
    }

    private JsonNode defaultOf(GivenValue given) {
        String key = given.key();
        JsonNode value = known.get(key);
        if (value != null) {
            return value;
        }
        List<String> members = members(key);
        throw refused(
                given,
                members.isEmpty()
                        ? "there is no key " + key + ": did you mean " + String.join(" or ", meant(key)) + "?"
                        : key + " has no value of its own: set " + String.join(" or ", members));
    }

    /** The keys whose last word was given without what is before it, or else the one that is spelled most like it. */
    private List<String> meant(String key) {
        List<String> named =
                known.keySet().stream().filter(name -> name.endsWith("." + key)).toList();
        return named.isEmpty() ? List.of(Nearest.to(key, known.keySet())) : named;
    }

    private void requireAccepted(GivenValue given, JsonNode defaultValue) {
        ObjectNode tree = base.deepCopy();
        put(tree, given);
        try {
            trees.toSettings(tree);
        } catch (ValueInstantiationException e) {
            throw refused(given, byKey(given.key(), message(e)));
        } catch (JsonProcessingException e) {
            String value = given.value().isEmpty() ? "empty" : given.value();
            throw refused(given, given.key() + " is " + value + ": it must be " + expected(defaultValue, e));
        }
    }

    /** A record names its component; the person at the terminal knows the key. */
    private static String byKey(String key, String message) {
        String component = message.split(" ", 2)[0];
        String kebab = new KebabCaseStrategy().translate(component);
        return key.endsWith("." + kebab) ? key + message.substring(component.length()) : key + ": " + message;
    }

    private static String expected(JsonNode value, JsonProcessingException problem) {
        if (problem instanceof InvalidFormatException format
                && format.getTargetType().isEnum()) {
            return Stream.of(format.getTargetType().getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        if (value.isBoolean()) {
            return SettingKey.type(value);
        }
        return "a " + SettingKey.type(value) + (value.isInt() ? " of at most " + Integer.MAX_VALUE : "");
    }

    private static String message(JsonProcessingException problem) {
        Throwable cause = problem.getCause();
        String message = cause == null ? null : cause.getMessage();
        return message == null ? problem.getOriginalMessage() : message;
    }

    private static void put(ObjectNode tree, GivenValue given) {
        JsonPointer pointer = JsonPointer.compile("/" + given.key().replace('.', '/'));
        tree.withObject(pointer.head()).put(pointer.last().getMatchingProperty(), given.value());
    }

    private static InputException refused(GivenValue given, String message) {
        return new InputException(given.where() + ": " + message);
    }
}
