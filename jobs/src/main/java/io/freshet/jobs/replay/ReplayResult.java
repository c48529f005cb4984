package io.freshet.jobs.replay;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a replay found for one model.
 *
 * @param hitRate HR@10 over all tested events, unknown users and items being misses
 * @param hitRateOfLastTenth the same over the last tenth of the stream
 * @param tested events in the average
 * @param events of the stream
 * @param eventsPerSecond tested and learned, reading the file included
 */
public record ReplayResult(
        String model,
        @JsonProperty("hr@10") double hitRate,
        @JsonProperty("hr@10_last10") double hitRateOfLastTenth,
        @JsonProperty("n") long tested,
        long events,
        @JsonProperty("events_per_second") double eventsPerSecond) {}
