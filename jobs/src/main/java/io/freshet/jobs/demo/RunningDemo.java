package io.freshet.jobs.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * How other commands find the demo that runs on this machine: a small file in the temporary directory.
 *
 * @param bootstrapServers of its broker
 * @param prefix of its topics
 */
public record RunningDemo(String bootstrapServers, String prefix, long processId) {
    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final String PREFIX = "topic.prefix";
    private static final String PROCESS = "process.id";

    /** The usual place of the file. */
    public static Path file() {
        return Path.of(System.getProperty("java.io.tmpdir"), "freshet-demo.properties");
    }

    /** The demo that {@code file} tells of, if its process still lives. */
    public static Optional<RunningDemo> find(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return parse(properties)
                .filter(demo -> ProcessHandle.of(demo.processId()).isPresent());
    }

    private static Optional<RunningDemo> parse(Properties properties) {
        try {
            return Optional.of(new RunningDemo(
                    properties.getProperty(BOOTSTRAP, ""),
                    properties.getProperty(PREFIX, ""),
                    Long.parseLong(properties.getProperty(PROCESS, ""))));
        } catch (NumberFormatException e) {
            // half written, or not ours
            return Optional.empty();
        }
    }

    void announce(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(BOOTSTRAP, bootstrapServers);
        properties.setProperty(PREFIX, prefix);
        properties.setProperty(PROCESS, Long.toString(processId));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "the freshet demo that runs");
        }
    }

    /** Deletes the file unless another demo has taken it over. */
    void retract(Path file) throws IOException {
        if (find(file).filter(this::equals).isPresent()) {
            Files.deleteIfExists(file);
        }
    }
}
