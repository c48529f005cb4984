package io.freshet.jobs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.embedding.simd.KernelProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Figures for people and for programs. */
public final class JobFiguresText {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JobFiguresText() {}

    /** A line for each figure: what was measured, its target, the verdict. */
    public static String table(JobFigures figures) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "job %,.0f events/s (%,.0f while its code was compiled), bare engine %s events/s%n",
                figures.live(),
                figures.cold(),
                String.join(
                        " and ",
                        figures.bare().stream()
                                .map(bare -> String.format(Locale.ROOT, "%,.0f", bare))
                                .toList())));
        for (JobTarget target : figures.targets()) {
            String limit = target.isReported()
                    ? ""
                    : String.format(Locale.ROOT, "%s %.2f", target.least() ? "at least" : "at most", target.limit());
            text.append(String.format(
                    Locale.ROOT,
                    "%-14s %10.2f  %-14s %-9s %s%n",
                    target.name(),
                    target.measured(),
                    limit,
                    target.verdict(),
                    target.about()));
        }
        return text.toString();
    }

    /**
     * Writes all figures as JSON.
     *
     * @param input what was played
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, String input, JobFigures figures) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(document(input, figures)) + "\n");
    }

    static ObjectNode document(String input, JobFigures figures) {
        ObjectNode document = MAPPER.createObjectNode()
                .put("input", input)
                .put("events", figures.events())
                .put("paced_events", figures.pacedEvents())
                .put("paced_events_per_second", figures.rate())
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("jdk", System.getProperty("java.version", "unknown"))
                .put("kernels", KernelProvider.create().name())
                .put("job_events_per_second", figures.live())
                .put("job_events_per_second_while_compiling", figures.cold());
        ArrayNode bare = document.putArray("bare_events_per_second");
        figures.bare().forEach(bare::add);
        ArrayNode targets = document.putArray("targets");
        for (JobTarget target : figures.targets()) {
            ObjectNode entry = targets.addObject()
                    .put("name", target.name())
                    .put("about", target.about())
                    .put("measured", target.measured());
            if (!target.isReported()) {
                entry.put("target", target.limit()).put("target_is", target.least() ? "at least" : "at most");
            }
            entry.put("verdict", target.verdict());
        }
        return document;
    }
}
