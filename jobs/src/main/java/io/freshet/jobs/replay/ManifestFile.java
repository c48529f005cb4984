package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.TopicRange;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.TestPlan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run was made of: all that is needed to make it again, or to see why another differs. */
final class ManifestFile {
    private static final int FORMAT = 1;

    private ManifestFile() {}

    static ObjectNode of(
            String version,
            Instant created,
            ReplayInput input,
            TestPlan plan,
            EngineKind engine,
            List<String> models,
            long seed,
            JsonNode config,
            List<String> declared) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("format", FORMAT)
                .put("version", version)
                .put("created", created.toString());
        root.set("input", input(input));
        root.putObject("protocol")
                .put("mode", plan.mode().name())
                .put("variant", plan.variant().name())
                .put("warm_up_events", plan.warmUp());
        root.set("engine", engine.json());
        ArrayNode names = root.putArray("models");
        models.forEach(names::add);
        root.put("seed", seed);
        root.set("config", config);
        if (!declared.isEmpty()) {
            declared.forEach(root.putArray("declared_features")::add);
        }
        Machine machine = Machine.current();
        root.putObject("jvm")
                .put("version", machine.javaVersion())
                .put("vendor", machine.javaVendor())
                .put("kernels", machine.kernels());
        root.putObject("machine").put("cpu", machine.cpu()).put("cores", machine.cores());
        return root;
    }

    private static ObjectNode input(ReplayInput input) {
        RecordedStream stream = input.stream();
        InputOptions options = input.options();
        TopicRange topic = input.topic();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("kind", topic == null ? "file" : "topic")
                .put("source", input.source())
                .put("broker", topic == null ? null : topic.bootstrapServers())
                .put("topic", topic == null ? null : topic.topic())
                .put("from_offset", topic == null ? null : topic.fromOffset())
                .put("to_offset", topic == null ? null : topic.toOffset())
                .put("sha256", stream.sha256())
                .put("min_value", options.minValue())
                .put("dislike_max", options.dislikeMax())
                .put("from", instant(options.fromMs()))
                .put("to", instant(options.toMs()));
        if (options.limit() == Long.MAX_VALUE) {
            node.putNull("limit");
        } else {
            node.put("limit", options.limit());
        }
        return node.put("events", stream.size())
                .put("users", stream.users())
                .put("items", stream.items())
                .put("damaged_rows", input.damagedRows())
                .put("duplicate_events", input.duplicateEvents())
                .put("first_event_ms", stream.timeMs(0))
                .put("last_event_ms", stream.timeMs(stream.size() - 1));
    }

    private static @Nullable String instant(@Nullable Long ms) {
        return ms == null ? null : Instant.ofEpochMilli(ms).toString();
    }
}
