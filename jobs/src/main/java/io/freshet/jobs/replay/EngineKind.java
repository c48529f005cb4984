package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What carried the engine's models.
 *
 * @param kind runner or flink
 * @param parallelism of the job; 1 in the runner
 * @param learners simulated in the runner
 * @param sync events in all between pushes of the learners; null without several learners
 * @param delay events in all from a push to its arrival; null without several learners
 */
public record EngineKind(String kind, int parallelism, int learners, @Nullable Integer sync, @Nullable Integer delay) {

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind)
                .put("parallelism", parallelism)
                .put("learners", learners)
                .put("sync", sync)
                .put("delay", delay);
    }
}
