package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.embedding.simd.KernelProvider;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.jobs.input.SyntheticStream;
import io.freshet.ranking.eval.LoopSchedule;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.RecordedCatalogue;
import io.freshet.ranking.eval.RecordedImpressions;
import io.freshet.ranking.eval.Variant;
import io.freshet.ranking.pipeline.Rules;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The digests of every model's ranks on a small stream, to be compared between JVMs. */
public final class ModelDigests {
    private static final int EVENTS = 1_000;

    private ModelDigests() {}

    /** Prints the kernels' name, and each model with its digest. */
    public static void main(String[] args) throws Exception {
        System.out.println("kernels=" + KernelProvider.create().name());
        compute().forEach(line -> System.out.println("digest=" + line));
    }

    /** Of this JVM: each model where items repeat, then the embedding as two learners where they do not. */
    static List<String> compute() throws Exception {
        List<String> digests = new ArrayList<>(digests(List.of("all"), EngineKind.RUNNER, Variant.I));
        EngineKind learners = new EngineKind(null, new LoopSchedule(2, 50, 10));
        digests.addAll(digests(List.of("embedding"), learners, Variant.X));
        return digests;
    }

    private static List<String> digests(List<String> models, EngineKind engine, Variant variant) throws Exception {
        ReplayRequest request = new ReplayRequest(
                input(),
                Mode.G,
                variant,
                WarmUpLength.NONE,
                models,
                Settings.DEFAULTS,
                Rules.NONE,
                RecordedCatalogue.NONE,
                RecordedImpressions.NONE,
                engine,
                Duration.ofMinutes(1),
                2,
                null,
                false,
                Function.identity(),
                item -> List.of(),
                "1.2.3");
        JsonNode metrics = new ReplaySession(request, Clock.systemUTC()).run(more -> {});
        List<String> digests = new ArrayList<>();
        for (Map.Entry<String, JsonNode> model : metrics.path("models").properties()) {
            digests.add(model.getKey() + " " + model.getValue().path("digest").asText());
        }
        return digests;
    }

    private static ReplayInput input() {
        try (InteractionStream stream = SyntheticStream.open(7, EVENTS)) {
            return ReplayInput.read(stream, "generated", InputOptions.everything());
        }
    }
}
