package io.freshet.jobs.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a demo keeps its files: a temporary directory, deleted when closed, or one of the user's that stays. */
public final class DemoDirectory implements AutoCloseable {
    private final Path path;
    private final boolean kept;

    private DemoDirectory(Path path, boolean kept) {
        this.path = path;
        this.kept = kept;
    }

    /**
     * Makes sure that there is an empty directory.
     *
     * @param keep the directory to use and leave behind; null for a temporary one
     * @throws IOException if {@code keep} is not an empty or new directory
     */
    public static DemoDirectory open(@Nullable Path keep) throws IOException {
        if (keep == null) {
            return new DemoDirectory(Files.createTempDirectory("freshet-demo-"), false);
        }
        Files.createDirectories(keep);
        try (Stream<Path> entries = Files.list(keep)) {
            if (entries.findAny().isPresent()) {
                throw new IOException("directory " + keep + " is not empty: a demo starts from nothing; name another");
            }
        }
        return new DemoDirectory(keep.toAbsolutePath(), true);
    }

    public Path path() {
        return path;
    }

    public Path logFile() {
        return path.resolve("demo.log");
    }

    /** Saves the log, if there is one, from being deleted with a temporary directory; returns where it is then. */
    public Optional<Path> rescueLog() throws IOException {
        if (kept || !Files.exists(logFile())) {
            return Optional.of(logFile()).filter(Files::exists);
        }
        return Optional.of(Files.move(logFile(), path.resolveSibling(path.getFileName() + ".log")));
    }

    Path broker() {
        return path.resolve("broker");
    }

    Path flink() {
        return path.resolve("flink");
    }

    @Override
    public void close() throws IOException {
        if (kept) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(DemoDirectory::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
