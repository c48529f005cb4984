package io.freshet.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A job's checkpoints as its job manager counts them; an id is 0 where there is none.
 *
 * @param newest id of the newest completed one, savepoints included
 * @param newestBytes that it wrote
 * @param newestMs that it took
 * @param restored id of the one that the job was restored from last
 */
public record CheckpointCounts(
        long completed, long failed, long newest, long newestBytes, long newestMs, long restored, String newestPath) {

    static CheckpointCounts of(JsonNode checkpoints) {
        JsonNode latest = checkpoints.path("latest");
        JsonNode newest = newer(latest.path("completed"), latest.path("savepoint"));
        return new CheckpointCounts(
                checkpoints.path("counts").path("completed").asLong(),
                checkpoints.path("counts").path("failed").asLong(),
                newest.path("id").asLong(),
                newest.path("state_size").asLong(),
                newest.path("end_to_end_duration").asLong(),
                latest.path("restored").path("id").asLong(),
                newest.path("external_path").asText());
    }

    private static JsonNode newer(JsonNode a, JsonNode b) {
        return a.path("id").asLong() >= b.path("id").asLong() ? a : b;
    }
}
