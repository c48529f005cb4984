package io.freshet.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutcomeJsonTest {
    private static final Host HOST = new Host("a CPU", 2, "madvise", true);

    @Test
    void anEntryHasAllThatATargetIsJudgedBy(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("bench.json");

        OutcomeJson.write(
                file, HOST, List.of(Outcomes.measured(Peer.C, Figure.SPEED, Limit.atLeast(0.85), 90, 91, 94)));

        JsonNode document = new ObjectMapper().readTree(file.toFile());
        assertThat(document.path("cpu").asText()).isEqualTo("a CPU");
        assertThat(document.path("quick").asBoolean()).isTrue();
        assertThat(document.path("targets")).hasSize(1);
        assertThat(document.at("/targets/0").toString())
                .isEqualTo("{\"name\":\"scan/of-a-test\",\"about\":\"a scan against a test\",\"figure\":\"speed\","
                        + "\"measured\":0.91,\"min\":0.9,\"max\":0.94,\"target\":0.85,\"target_is\":\"at least\","
                        + "\"verdict\":\"reached\",\"ours_ns\":100.0,\"peer_ns\":91.0,\"iterations\":3,"
                        + "\"jdk\":\"25.0.3\",\"vm\":\"a VM\",\"kernels\":\"vector-512\",\"lane_bits\":512,"
                        + "\"peer\":{\"name\":\"C\",\"version\":\"gcc 12.2.0\",\"instruction_set\":\"AVX-512\"}}");
    }

    @Test
    void whatWasSkippedSaysWhyAndHasNoFigure() {
        Target target = Outcomes.target(Peer.LUCENE, Figure.SPEED, Limit.atLeast(4));

        JsonNode entry = OutcomeJson.document(
                        HOST, List.of(Outcome.skipped(target, Outcomes.JDK_25, "Lucene 10.6 needs Java 21")))
                .at("/targets/0");

        assertThat(entry.path("verdict").asText()).isEqualTo("skipped");
        assertThat(entry.path("reason").asText()).isEqualTo("Lucene 10.6 needs Java 21");
        assertThat(entry.has("measured")).isFalse();
        assertThat(entry.path("target").asDouble()).isEqualTo(4);
    }
}
