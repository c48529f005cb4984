package io.freshet.jobs.replay;

import io.freshet.jobs.text.CsvText;
import io.freshet.ranking.eval.Accuracy;
import io.freshet.ranking.eval.Population;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.Summary;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Window;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The averages over sliding windows, over all tested events of each; a window without any is left out. */
final class TimeSeriesFile {
    private static final double LENGTH = 0.05;
    private static final double STEP = 0.01;

    private TimeSeriesFile() {}

    static void write(Path file, TestPlan plan, List<ModelResult> results) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("model,from_index,to_index,from_ms,to_ms,n,hr@10,ndcg@10,mrr@10,hr@100\n");
            for (ModelResult result : results) {
                Summary summary = new Summary(result.ranks());
                for (Window window : Window.sliding(plan, LENGTH, STEP)) {
                    Accuracy accuracy = summary.of(window, Population.ALL);
                    if (accuracy.events() > 0) {
                        out.write(row(result.name(), plan.stream(), window, accuracy));
                    }
                }
            }
        }
    }

    private static String row(String model, RecordedStream stream, Window window, Accuracy accuracy) {
        return CsvText.field(model)
                + ','
                + window.from()
                + ','
                + window.to()
                + ','
                + stream.timeMs(window.from())
                + ','
                + stream.timeMs(window.to() - 1)
                + ','
                + accuracy.events()
                + ','
                + accuracy.hitRate()
                + ','
                + accuracy.ndcg()
                + ','
                + accuracy.reciprocalRank()
                + ','
                + accuracy.hitRateOf100()
                + '\n';
    }
}
