package io.freshet.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Outcomes for programs: a file with one entry for each target and JDK. */
public final class OutcomeJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private OutcomeJson() {}

    /** @throws IOException if the file cannot be written */
    public static void write(Path file, Host host, List<Outcome> outcomes) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(document(host, outcomes)) + "\n");
    }

    static ObjectNode document(Host host, List<Outcome> outcomes) {
        ObjectNode document = MAPPER.createObjectNode()
                .put("cpu", host.cpu())
                .put("cores", host.cores())
                .put("huge_pages", host.hugePages())
                .put("quick", host.quick());
        ArrayNode targets = document.putArray("targets");
        outcomes.forEach(outcome -> targets.add(entry(outcome)));
        return document;
    }

    private static ObjectNode entry(Outcome outcome) {
        Target target = outcome.target();
        ObjectNode entry = MAPPER.createObjectNode()
                .put("name", target.name())
                .put("about", target.about())
                .put("figure", target.figure().json());
        if (outcome.isMeasured()) {
            Spread spread = target.figure().over(outcome.samples());
            entry.put("measured", spread.median()).put("min", spread.min()).put("max", spread.max());
        }
        Limit limit = outcome.limit();
        if (limit.side() != Limit.Side.NONE) {
            entry.put("target", limit.value())
                    .put("target_is", limit.side() == Limit.Side.AT_LEAST ? "at least" : "at most");
        }
        entry.put("verdict", outcome.verdict().toString());
        if (!outcome.reason().isEmpty()) {
            entry.put("reason", outcome.reason());
        }
        if (outcome.isMeasured()) {
            entry.setAll(times(target.figure(), outcome.samples()));
        }
        entry.put("jdk", outcome.machine().jdk())
                .put("vm", outcome.machine().vm())
                .put("kernels", outcome.machine().kernels())
                .put("lane_bits", outcome.machine().laneBits());
        entry.set("peer", peer(target.peer(), outcome.machine().build(target.peer())));
        return entry;
    }

    private static ObjectNode times(Figure figure, List<Sample> samples) {
        ObjectNode times = MAPPER.createObjectNode()
                .put("ours_ns", Outcome.median(samples, figure::ours))
                .put("peer_ns", Outcome.median(samples, figure::peer))
                .put("iterations", samples.size());
        double limit = Outcome.median(samples, Sample::limit);
        if (!Double.isNaN(limit)) {
            times.put("limit_ns", limit);
        }
        double ours = Outcome.median(samples, Sample::oursRecall);
        double peer = Outcome.median(samples, Sample::peerRecall);
        if (ours < 1 || peer < 1) {
            times.put("ours_recall", ours).put("peer_recall", peer);
        }
        return times;
    }

    private static ObjectNode peer(Peer peer, PeerBuild build) {
        ObjectNode node = MAPPER.createObjectNode().put("name", peer.label());
        if (build.missing() == null) {
            node.put("version", build.version()).put("instruction_set", build.instructionSet());
        }
        return node;
    }
}
