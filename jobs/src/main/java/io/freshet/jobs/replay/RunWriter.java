package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.jobs.input.InputException;
import io.freshet.jobs.rundir.RunFiles;
import io.freshet.ranking.eval.TestPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory that a run leaves behind; its files are named by {@link RunFiles}. */
final class RunWriter {
    private final Path path;
    private final ObjectMapper json = new ObjectMapper();

    private RunWriter(Path path) {
        this.path = path;
    }

    /**
     * A new directory, made before anything is computed, so that a run never ends with nowhere to put its results.
     *
     * @throws InputException if there is something of that name
     */
    static RunWriter create(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
            throw new InputException(path + " exists: name a new directory, or remove that one", e);
        }
        return new RunWriter(path);
    }

    Path path() {
        return path;
    }

    void write(TestPlan plan, List<ModelResult> results, JsonNode manifest, JsonNode metrics, JsonNode examples)
            throws IOException {
        write(RunFiles.MANIFEST, manifest);
        write(RunFiles.METRICS, metrics);
        write(RunFiles.EXAMPLES, examples);
        TimeSeriesFile.write(path.resolve(RunFiles.TIME_SERIES), plan, results);
        PerEventFile.write(path.resolve(RunFiles.PER_EVENT), plan, results);
    }

    /** Removes the directory with all that was written to it, because of {@code failure}, which is told if that fails. */
    void discard(Exception failure) {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            failure.addSuppressed(e);
        }
    }

    private void write(String name, JsonNode content) throws IOException {
        Files.writeString(
                path.resolve(name), json.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
    }
}
