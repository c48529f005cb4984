package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.ranking.eval.LoopSchedule;
import org.jspecify.annotations.Nullable;

/**
 * What carries the engine's own models: the runner, with one learner or with several that are simulated, and beside it
 * the live job if that is asked for.
 *
 * @param live how the live job runs the stream, null without it
 * @param learners when the runner's learners exchange what they learned, null for a single one
 */
public record EngineKind(@Nullable LiveLoad live, @Nullable LoopSchedule learners) {
    /** One learner in the runner. */
    public static final EngineKind RUNNER = new EngineKind(null, null);

    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("kind", live == null ? "runner" : "flink");
        if (live == null) {
            node.put("parallelism", 1);
        } else {
            node.setAll(live.json());
        }
        return learners == null
                ? node.put("learners", 1).putNull("sync").putNull("delay")
                : node.put("learners", learners.learners())
                        .put("sync", learners.sync())
                        .put("delay", learners.delay());
    }
}
