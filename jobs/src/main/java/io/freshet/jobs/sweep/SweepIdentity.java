package io.freshet.jobs.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.ranking.eval.TestPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What all rows of a table have in common: whoever continues it must ask for the same. */
final class SweepIdentity {
    private static final int FORMAT = 1;

    /** The same events under another name are the same. */
    private static final String SOURCE = "input.source";

    private static final String LOOKS = "looks_at_the_rest";

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode json;

    SweepIdentity(SweepRequest request, TestPlan plan, Parts parts) {
        json = mapper.createObjectNode().put("format", FORMAT).put("version", request.version());
        json.putObject("input")
                .put("source", request.input().source())
                .put("sha256", plan.stream().sha256())
                .put("events", plan.stream().size());
        json.putObject("protocol")
                .put("mode", plan.mode().name())
                .put("variant", plan.variant().name())
                .put("warm_up_events", plan.warmUp());
        json.put("search_events", parts.search().to());
        json.put("model", request.model());
        json.set("search", request.search().json());
        json.set("config", request.base().toTree());
    }

    /**
     * @param looks how often the best was compared on the rest
     */
    String text(int looks) throws JsonProcessingException {
        ObjectNode full = json.deepCopy().put(LOOKS, looks);
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(full) + "\n";
    }

    /** Those that a {@link #text} tells of. */
    int looks(String text) throws JsonProcessingException {
        return mapper.readTree(text).path(LOOKS).asInt(0);
    }

    /** What differs from another's {@link #text}, one entry for each value; empty if nothing does. */
    List<String> differences(String other) throws JsonProcessingException {
        Map<String, String> then = leaves(other);
        Map<String, String> now = leaves(mapper.writeValueAsString(json));
        Set<String> names = new LinkedHashSet<>(now.keySet());
        names.addAll(then.keySet());
        names.remove(SOURCE);
        names.remove(LOOKS);
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String was = then.getOrDefault(name, "absent");
            String is = now.getOrDefault(name, "absent");
            if (!was.equals(is)) {
                differences.add(name + " was " + was + " and is now " + is);
            }
        }
        return differences;
    }

    private Map<String, String> leaves(String text) throws JsonProcessingException {
        Map<String, String> leaves = new LinkedHashMap<>();
        collect("", mapper.readTree(text), leaves);
        return leaves;
    }

    private static void collect(String prefix, JsonNode tree, Map<String, String> into) {
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            if (entry.getValue().isObject()) {
                collect(prefix + entry.getKey() + ".", entry.getValue(), into);
            } else {
                into.put(prefix + entry.getKey(), entry.getValue().asText());
            }
        }
    }
}
