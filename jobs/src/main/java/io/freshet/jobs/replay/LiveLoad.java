package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the live job is asked to run a stream.
 *
 * @param parallelism of the job: so many learners
 * @param eventsPerSecond at which events are sent, null for as fast as they are answered
 * @param loopDelay by which published rows are held back on their way to the replicas
 */
public record LiveLoad(int parallelism, @Nullable Double eventsPerSecond, Duration loopDelay) {

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("parallelism", parallelism)
                .put("events_per_second", eventsPerSecond)
                .put("loop_delay_ms", loopDelay.toMillis());
    }
}
