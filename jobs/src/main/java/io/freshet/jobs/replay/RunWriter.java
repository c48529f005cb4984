package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.jobs.input.InputException;
import io.freshet.jobs.rundir.RunFiles;
import io.freshet.ranking.eval.TestPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory that a run leaves behind; its files are named by {@link RunFiles}. */
final class RunWriter {
    private static final Logger LOG = LoggerFactory.getLogger(RunWriter.class);

    private final Path path;
    private final Thread atExit = new Thread(this::delete, "unfinished-run");
    private final ObjectMapper json = new ObjectMapper();

    private RunWriter(Path path) {
        this.path = path;
    }

    /**
     * A new directory, made before anything is computed, so that a run never ends with nowhere to put its results.
     *
     * @throws InputException if there is something of that name, or it cannot be made
     */
    static RunWriter create(Path path) {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new InputException(path + " exists: name a new directory, or remove that one");
        }
        try {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(path);
        } catch (IOException e) {
            throw new InputException("directory " + path + " cannot be made (" + e + "): name another", e);
        }
        RunWriter writer = new RunWriter(path);
        Runtime.getRuntime().addShutdownHook(writer.atExit);
        return writer;
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

    /** Everything is written: the directory stays. Whatever ends the process before takes it away again. */
    void finish() {
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** Removes the directory with all that was written to it. */
    void discard() {
        finish();
        delete();
    }

    private void delete() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} is not complete and could not be removed: {}", path, e.toString());
        }
    }

    private void write(String name, JsonNode content) throws IOException {
        Files.writeString(
                path.resolve(name), json.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
    }
}
