package io.freshet.jobs.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a run keeps its files: a temporary directory, deleted when closed, or one of the user's that stays. */
public final class LocalDirectory implements AutoCloseable {
    private final String command;
    private final Path path;
    private final boolean kept;

    private LocalDirectory(String command, Path path, boolean kept) {
        this.command = command;
        this.path = path;
        this.kept = kept;
    }

    /**
     * Makes sure that there is an empty directory.
     *
     * @param command whose files these are, for their names
     * @param keep the directory to use and leave behind; null for a temporary one
     * @throws IOException if {@code keep} is not an empty or new directory
     */
    public static LocalDirectory open(String command, @Nullable Path keep) throws IOException {
        if (keep == null) {
            return new LocalDirectory(command, Files.createTempDirectory("freshet-" + command + "-"), false);
        }
        Files.createDirectories(keep);
        try (Stream<Path> entries = Files.list(keep)) {
            if (entries.findAny().isPresent()) {
                throw new IOException(
                        "directory " + keep + " is not empty: a " + command + " starts from nothing; name another");
            }
        }
        return new LocalDirectory(command, keep.toAbsolutePath(), true);
    }

    public Path path() {
        return path;
    }

    public Path logFile() {
        return path.resolve(command + ".log");
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
            all.sorted(Comparator.reverseOrder()).forEach(LocalDirectory::delete);
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
