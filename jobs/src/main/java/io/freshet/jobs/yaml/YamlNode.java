package io.freshet.jobs.yaml;

import java.util.List;
import java.util.Map;

/** A part of a YAML text that knows on which line it stands. */
public sealed interface YamlNode {
    /** 1-based; of the key it belongs to. */
    int line();

    /** Text as it is written; empty for none. */
    record Text(String value, int line) implements YamlNode {}

    /** A list. */
    record Items(List<YamlNode> items, int line) implements YamlNode {}

    /** Keys in their order. */
    record Group(Map<String, YamlNode> members, int line) implements YamlNode {}
}
