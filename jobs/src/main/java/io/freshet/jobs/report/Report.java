package io.freshet.jobs.report;

import io.freshet.jobs.rundir.RunFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what a run came to as one page; any thread, and in memory only the run's summaries, not its events. */
public final class Report {
    private Report() {}

    /**
     * Reads {@code manifest.json}, {@code metrics.json}, {@code timeseries.csv} and {@code examples.json} of a run
     * directory and writes {@code report.html} beside them; the last two may be missing.
     *
     * @throws IOException if a file cannot be read, is not what a run writes, or the report cannot be written
     */
    public static void write(Path runDirectory) throws IOException {
        String page = Page.of(Run.read(runDirectory));
        Files.write(runDirectory.resolve(RunFiles.REPORT), page.getBytes(StandardCharsets.UTF_8));
    }
}
