package io.freshet.jobs.rundir;

import java.nio.file.Path;

/** Names of the files of a run. */
public final class RunFiles {
    public static final String MANIFEST = "manifest.json";
    public static final String METRICS = "metrics.json";
    public static final String TIME_SERIES = "timeseries.csv";
    public static final String PER_EVENT = "per_event.csv.gz";
    public static final String EXAMPLES = "examples.json";
    public static final String REPORT = "report.html";
    public static final String RELEVANCE = "qrels.trec";

    private RunFiles() {}

    public static Path trec(Path directory, String model) {
        return directory.resolve("run." + model + ".trec");
    }
}
