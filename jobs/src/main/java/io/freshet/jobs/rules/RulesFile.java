package io.freshet.jobs.rules;

import io.freshet.jobs.input.InputException;
import io.freshet.jobs.input.TimeText;
import io.freshet.jobs.yaml.Nearest;
import io.freshet.jobs.yaml.YamlNode;
import io.freshet.jobs.yaml.YamlReader;
import io.freshet.jobs.yaml.YamlText;
import io.freshet.ranking.pipeline.Rule;
import io.freshet.ranking.pipeline.Rules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules in a YAML file: {@code rules}, a group for each by its name, with {@code items} or {@code prefixes} of ids
 * to keep out, and perhaps {@code from} and {@code until}, in event time.
 */
public final class RulesFile {
    private static final String RULES = "rules";
    private static final String ITEMS = "items";
    private static final String PREFIXES = "prefixes";
    private static final String FROM = "from";
    private static final String UNTIL = "until";
    private static final List<String> KEYS = List.of(ITEMS, PREFIXES, FROM, UNTIL);

    private final String name;

    private RulesFile(String name) {
        this.name = name;
    }

    /**
     * Reads and compiles a file.
     *
     * @throws InputException in one line that names the line and the key
     */
    public static Rules read(Path file) {
        return parse(file.toString(), YamlText.read(file));
    }

    /**
     * Compiles the text of a file.
     *
     * @param name what messages call it
     * @throws InputException in one line that names the line and the key
     */
    public static Rules parse(String name, String text) {
        return new RulesFile(name).rules(YamlReader.parse(name, text, RULES));
    }

    private Rules rules(YamlNode.Group all) {
        requireKnown("", all, List.of(RULES));
        List<Rule> rules = new ArrayList<>();
        for (Map.Entry<String, YamlNode> rule : groups(all).entrySet()) {
            rules.add(rule(rule.getKey(), rule.getValue()));
        }
        try {
            return Rules.of(rules);
        } catch (IllegalArgumentException e) {
            throw new InputException(name + ": " + e.getMessage(), e);
        }
    }

    /** None where the key has no value, so that a file can be emptied. */
    private Map<String, YamlNode> groups(YamlNode.Group all) {
        YamlNode rules = all.members().get(RULES);
        if (rules instanceof YamlNode.Group group) {
            return group.members();
        }
        if (rules instanceof YamlNode.Text text && text.value().isBlank()) {
            return Map.of();
        }
        throw problem(rules == null ? all : rules, "rules must be a group: below it each rule, its name as the key");
    }

    private Rule rule(String rule, YamlNode node) {
        if (!(node instanceof YamlNode.Group group)) {
            throw problem(node, rule + " has no keys: give items or prefixes below it");
        }
        requireKnown(rule, group, KEYS);
        List<String> prefixes = words(rule, group, PREFIXES);
        Set<String> items = new HashSet<>(words(rule, group, ITEMS));
        long from = time(rule, group, FROM, Long.MIN_VALUE);
        long until = time(rule, group, UNTIL, Long.MAX_VALUE);
        try {
            return new Rule(rule, items, prefixes, from, until);
        } catch (IllegalArgumentException e) {
            throw problem(group, rule + ": " + e.getMessage());
        }
    }

    private void requireKnown(String rule, YamlNode.Group group, List<String> keys) {
        for (Map.Entry<String, YamlNode> member : group.members().entrySet()) {
            String key = member.getKey();
            if (!keys.contains(key)) {
                throw problem(
                        member.getValue(),
                        "there is no key " + inFull(rule, key) + ": did you mean " + Nearest.to(key, keys) + "?");
            }
        }
    }

    private List<String> words(String rule, YamlNode.Group group, String key) {
        YamlNode node = group.members().get(key);
        if (node == null) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        for (YamlNode item : node instanceof YamlNode.Items list ? list.items() : List.of(node)) {
            if (!(item instanceof YamlNode.Text text) || text.value().isBlank()) {
                throw problem(item, inFull(rule, key) + " must be words: write it as [one, another]");
            }
            words.add(text.value().strip());
        }
        if (words.isEmpty()) {
            throw problem(node, inFull(rule, key) + " is an empty list: name some, or leave the key out");
        }
        return words;
    }

    private long time(String rule, YamlNode.Group group, String key, long otherwise) {
        @Nullable YamlNode node = group.members().get(key);
        if (node == null) {
            return otherwise;
        }
        if (!(node instanceof YamlNode.Text text)) {
            throw problem(node, inFull(rule, key) + " must be one time: such as 2019-11-24 or 2019-11-24T15:00:00Z");
        }
        try {
            return TimeText.toMillis(inFull(rule, key), text.value());
        } catch (InputException e) {
            throw problem(node, String.valueOf(e.getMessage()));
        }
    }

    private static String inFull(String rule, String key) {
        return rule.isEmpty() ? key : rule + "." + key;
    }

    private InputException problem(YamlNode node, String message) {
        return new InputException(name + ":" + node.line() + ": " + message);
    }
}
