package io.freshet.jobs.features;

import io.freshet.features.declared.Aggregation;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.jobs.input.InputException;
import io.freshet.jobs.yaml.Nearest;
import io.freshet.jobs.yaml.YamlNode;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of one feature; every refusal names the line and the key in full. */
final class FeatureFields {
    private static final String ENTITY = "entity";
    private static final String AGGREGATION = "aggregation";
    private static final String EVENTS = "events";
    private static final String OF = "of";
    private static final String WINDOW = "window";
    private static final String WINDOW_EVENTS = "window-events";
    private static final String HALF_LIFE = "half-life";
    private static final String HALF_LIFE_EVENTS = "half-life-events";
    private static final String DEFAULT = "default";
    private static final List<String> KEYS = List.of(
            ENTITY,
            AGGREGATION,
            EVENTS,
            OF,
            WINDOW,
            WINDOW_EVENTS,
            HALF_LIFE,
            HALF_LIFE_EVENTS,
            FeatureFile.TTL,
            DEFAULT);

    /** As a feature's ttl it undoes that of the file. */
    private static final String NEVER = "never";

    private final String file;
    private final String feature;
    private final YamlNode.Group group;

    /** {@code feature} is empty for the keys of the file itself. */
    FeatureFields(String file, String feature, YamlNode.Group group) {
        this.file = file;
        this.feature = feature;
        this.group = group;
    }

    /** {@code ttl} is that of features without one of their own. */
    FeatureDefinition definition(@Nullable Duration ttl) {
        requireKnown(KEYS);
        FeatureDefinition.Builder builder = FeatureDefinition.builder(
                        feature, constant(ENTITY, Entity.values()), constant(AGGREGATION, Aggregation.values()))
                .events(words(EVENTS))
                .of(words(OF))
                .window(length(WINDOW))
                .windowEvents(value(WINDOW_EVENTS, Integer::valueOf, "a whole number"))
                .halfLife(length(HALF_LIFE))
                .halfLifeEvents(value(HALF_LIFE_EVENTS, Long::valueOf, "a whole number"))
                .ttl(ttl(ttl))
                .defaultValue(value(DEFAULT, Double::valueOf, "a number"));
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
    }

    void requireKnown(List<String> keys) {
        for (String key : group.members().keySet()) {
            if (!keys.contains(key)) {
                throw problem(key, "there is no key " + inFull(key) + ": did you mean " + Nearest.to(key, keys) + "?");
            }
        }
    }

    @Nullable
    Duration length(String key) {
        try {
            return value(key, Lengths::parse, "");
        } catch (IllegalArgumentException e) {
            throw problem(key, inFull(key) + " is " + shown(key) + ": it must be " + e.getMessage());
        }
    }

    private @Nullable Duration ttl(@Nullable Duration ofFile) {
        if (!group.members().containsKey(FeatureFile.TTL)) {
            return ofFile;
        }
        return NEVER.equals(text(FeatureFile.TTL)) ? null : length(FeatureFile.TTL);
    }

    private <E extends Enum<E>> E constant(String key, E[] constants) {
        List<String> names = Stream.of(constants).map(FeatureFields::name).toList();
        String text = text(key);
        String which = String.join(", ", names);
        if (text == null) {
            throw problem(key, inFull(key) + " is missing: give one of " + which);
        }
        int place = names.indexOf(text);
        if (place < 0) {
            throw problem(
                    key,
                    inFull(key) + " is " + shown(key) + ": did you mean " + Nearest.to(text, names) + "? It is one of "
                            + which);
        }
        return constants[place];
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private <T> @Nullable T value(String key, Function<String, T> parse, String expected) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw problem(key, inFull(key) + " is " + shown(key) + ": it must be " + expected);
        }
    }

    /** A whole number within limits; null where the key is not there. */
    @Nullable
    Integer within(String key, int least, int most) {
        Integer value = value(key, Integer::valueOf, "a whole number");
        if (value != null && (value < least || value > most)) {
            throw problem(key, inFull(key) + " is " + value + ": set it between " + least + " and " + most);
        }
        return value;
    }

    /** Null where the key is not there. */
    private @Nullable String text(String key) {
        YamlNode node = group.members().get(key);
        if (node == null) {
            return null;
        }
        if (node instanceof YamlNode.Text text && !text.value().isBlank()) {
            return text.value().strip();
        }
        throw problem(key, inFull(key) + " is " + shown(key) + ": give a single value, or leave the key out");
    }

    private Set<String> words(String key) {
        YamlNode node = group.members().get(key);
        if (node == null) {
            return Set.of();
        }
        Set<String> words = new LinkedHashSet<>();
        for (YamlNode item : node instanceof YamlNode.Items list ? list.items() : List.of(node)) {
            if (!(item instanceof YamlNode.Text text) || text.value().isBlank()) {
                throw problem(key, inFull(key) + " is " + shown(key) + ": give types of event, as [view, click]");
            }
            words.add(text.value().strip());
        }
        if (words.isEmpty()) {
            throw problem(key, inFull(key) + " is an empty list: name types of event, or leave the key out for all");
        }
        return words;
    }

    private String shown(String key) {
        YamlNode node = group.members().get(key);
        if (node instanceof YamlNode.Text text) {
            return text.value().isBlank() ? "empty" : text.value().strip();
        }
        return node instanceof YamlNode.Items ? "a list" : "a group of keys";
    }

    /** A refusal of the definition begins with its key. */
    private InputException refused(String message, IllegalArgumentException cause) {
        String key = message.split(" ", 2)[0];
        String text = KEYS.contains(key) ? inFull(message) : feature + ": " + message;
        return new InputException(at(key) + ": " + text, cause);
    }

    private InputException problem(String key, String message) {
        return new InputException(at(key) + ": " + message);
    }

    private String inFull(String key) {
        return feature.isEmpty() ? key : feature + "." + key;
    }

    /** The key's line, or that of the feature where it is not there. */
    private String at(String key) {
        YamlNode node = group.members().get(key);
        return file + ":" + (node == null ? group : node).line();
    }
}
