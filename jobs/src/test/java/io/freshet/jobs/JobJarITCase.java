package io.freshet.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What goes to {@code flink run}. */
class JobJarITCase {
    @Test
    void holdsTheJobAndTheKafkaConnectorButNothingThatTheClusterHas() throws IOException {
        List<String> entries = entries();

        assertThat(entries)
                .contains(
                        "io/freshet/jobs/live/FreshetJob.class",
                        "io/freshet/schemas/Interaction.avsc",
                        "org/apache/flink/connector/kafka/source/KafkaSource.class",
                        "org/apache/kafka/clients/consumer/KafkaConsumer.class");
        assertThat(entries.stream()
                        .filter(entry -> entry.startsWith("org/apache/flink/"))
                        .filter(entry -> entry.endsWith(".class"))
                        .filter(entry -> !entry.contains("/kafka/")))
                .as("classes of Flink other than the connector's")
                .containsExactly(
                        "org/apache/flink/streaming/util/serialization/JSONKeyValueDeserializationSchema.class");
        assertThat(entries)
                .noneMatch(entry -> entry.startsWith("kafka/server/"))
                .noneMatch(entry -> entry.startsWith("org/apache/commons/statistics/"))
                .noneMatch(entry -> entry.startsWith("org/apache/parquet/"))
                .noneMatch(entry -> entry.startsWith("org/apache/hadoop/"))
                .noneMatch(entry -> entry.startsWith("org/HdrHistogram/"))
                .noneMatch(entry -> entry.startsWith("me/tongfei/"))
                .noneMatch(entry -> entry.startsWith("org/slf4j/"))
                .noneMatch(entry -> entry.startsWith("org/apache/logging/"));
    }

    @Test
    void namesTheEntryThatFlinkRunCalls() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.freshet.jobs.live.LiveCommand");
        }
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }

    /** Built by {@code package}, which comes before the integration tests. */
    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-job.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no job jar in target: run mvn verify"));
        }
    }
}
