package io.freshet.jobs.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.flink.api.common.JobID;

/** Reads metrics of one job from Flink's REST API. */
final class JobMetrics {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI job;

    JobMetrics(URI rest, JobID job) {
        this.job = rest.resolve("/jobs/" + job.toHexString());
    }

    /**
     * The sum over all subtasks of the operators' metric whose full name ends so; empty while Flink does not know it yet.
     */
    OptionalLong sum(String suffix) throws IOException, InterruptedException {
        OptionalLong sum = OptionalLong.empty();
        for (JsonNode vertex : get(job.toString()).path("vertices")) {
            String metrics = job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
            for (JsonNode metric : get(metrics)) {
                String id = metric.path("id").asText();
                if (id.endsWith(suffix)) {
                    sum = OptionalLong.of(sum.orElse(0) + value(metrics, id));
                }
            }
        }
        return sum;
    }

    private long value(String metrics, String id) throws IOException, InterruptedException {
        String query = URLEncoder.encode(id, StandardCharsets.UTF_8);
        return get(metrics + "?agg=sum&get=" + query).path(0).path("sum").asLong();
    }

    private JsonNode get(String address) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT).build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(address + " answered " + response.statusCode() + ": " + response.body());
        }
        return mapper.readTree(response.body());
    }
}
