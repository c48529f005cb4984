package io.freshet.jobs.cluster;

import io.freshet.jobs.kafka.Topics;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * How the job was submitted, so that it can be submitted so again.
 *
 * @param arguments of the job, as {@code flink run} takes them behind the jar
 */
public record Submission(int parallelism, List<String> arguments) {
    private static final String PARALLELISM = "parallelism";
    private static final String ARGUMENT = "argument.";

    public Submission {
        arguments = List.copyOf(arguments);
    }

    /** What the names of its topics start with. */
    public Topics topics() {
        int place = arguments.indexOf("--prefix");
        return new Topics(
                place >= 0 && place + 1 < arguments.size() ? arguments.get(place + 1) : Topics.DEFAULT_PREFIX);
    }

    public Submission at(int otherParallelism) {
        return new Submission(otherParallelism, arguments);
    }

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(PARALLELISM, Integer.toString(parallelism));
        for (int n = 0; n < arguments.size(); n++) {
            properties.setProperty(ARGUMENT + n, arguments.get(n));
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "how the job was submitted last");
        }
    }

    static Submission read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        List<String> arguments = new ArrayList<>();
        for (int n = 0; properties.getProperty(ARGUMENT + n) != null; n++) {
            arguments.add(properties.getProperty(ARGUMENT + n));
        }
        try {
            return new Submission(Integer.parseInt(properties.getProperty(PARALLELISM, "")), arguments);
        } catch (NumberFormatException e) {
            throw new IOException(file + " is damaged: submit the job again with its options", e);
        }
    }
}
