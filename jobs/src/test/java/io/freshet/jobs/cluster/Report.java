package io.freshet.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of lines of JSON, in the build's directory. */
record Report(Path file) {
    private static final Path REPORTS = Path.of(System.getProperty("basedir", ""), "target", "proofs");

    /** An empty one. */
    static Report named(String name) throws IOException {
        Files.createDirectories(REPORTS);
        Path file = REPORTS.resolve(name + ".jsonl");
        Files.deleteIfExists(file);
        return new Report(file);
    }

    void write(String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
