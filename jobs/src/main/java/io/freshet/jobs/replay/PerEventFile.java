package io.freshet.jobs.replay;

import io.freshet.jobs.text.CsvText;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.TestPlan;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** One row for each tested event: what was known, and its rank under each model; 0 is unranked. */
final class PerEventFile {
    private PerEventFile() {}

    static void write(Path file, TestPlan plan, List<ModelResult> results) throws IOException {
        try (Writer out = new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
            out.write("index,event,user,item,timestamp_ms,user_events,item_age_ms");
            for (ModelResult result : results) {
                out.append(',').append(CsvText.field(result.name()));
            }
            out.write('\n');
            for (int index = 0; index < plan.stream().size(); index++) {
                if (plan.isTested(index)) {
                    writeRow(out, plan, results, index);
                }
            }
        }
    }

    private static void writeRow(Writer out, TestPlan plan, List<ModelResult> results, int index) throws IOException {
        RecordedStream stream = plan.stream();
        StringBuilder row = new StringBuilder(96);
        row.append(index).append(',').append(CsvText.field(stream.eventId(index)));
        row.append(',').append(CsvText.field(stream.userId(stream.user(index))));
        row.append(',').append(CsvText.field(stream.itemId(stream.item(index))));
        row.append(',').append(stream.timeMs(index)).append(',').append(plan.userEvents(index));
        row.append(',');
        if (plan.knownItem(index)) {
            row.append(plan.itemAgeMs(index));
        }
        for (ModelResult result : results) {
            row.append(',').append(result.ranks().rank(index));
        }
        out.append(row.append('\n'));
    }
}
