package io.freshet.jobs.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.jobs.demo.Latencies.Percentiles;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to, as read from the topics.
 *
 * @param events distinct events published
 * @param learned distinct events that the engine says it learned from
 * @param recommendations distinct lists
 * @param deadLetters distinct positions of the interactions topic that went to its dead letters
 * @param hitRate share of evaluated events whose item stood in the first 10
 * @param latency from the event's append to that of the list it caused; null without a rate, when it would only say how
 *     long the queue was
 */
@JsonPropertyOrder({
    "events",
    "learned",
    "recommendations",
    "dead_letters",
    "users",
    "items",
    "hr@10",
    "popularity_hr@10",
    "out_of_order",
    "max_skew_ms",
    "events_per_second",
    "latency_ms"
})
record Summary(
        @JsonProperty("events") long events,
        @JsonProperty("learned") long learned,
        @JsonProperty("recommendations") long recommendations,
        @JsonProperty("dead_letters") long deadLetters,
        @JsonProperty("users") int users,
        @JsonProperty("items") int items,
        @JsonProperty("hr@10") double hitRate,
        @JsonProperty("popularity_hr@10") double popularityHitRate,
        @JsonProperty("out_of_order") long outOfOrder,
        @JsonProperty("max_skew_ms") long maxSkewMs,
        @JsonProperty("events_per_second") double eventsPerSecond,
        @JsonProperty("latency_ms") @Nullable Percentiles latency) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** One line. */
    String toJson() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary of numbers must become JSON", e);
        }
    }
}
