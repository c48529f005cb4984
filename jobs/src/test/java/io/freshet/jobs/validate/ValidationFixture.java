package io.freshet.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionFiles;
import io.freshet.jobs.input.InteractionStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** A clean stream that a test spoils, and what {@code validate} says of it. */
abstract class ValidationFixture {
    final CleanStream stream = new CleanStream();

    @TempDir
    Path folder;

    Finding only(String name, Status status) {
        Report report = report();
        assertThat(troubles(report)).containsExactly(name);
        Finding finding = finding(report, name);
        assertThat(finding.status()).isEqualTo(status);
        return finding;
    }

    static List<String> troubles(Report report) {
        return report.checks().stream()
                .filter(check -> check.status() != Status.PASS)
                .map(Finding::name)
                .toList();
    }

    static Finding finding(Report report, String name) {
        return report.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<Long> lines(Finding finding) {
        return finding.examples().stream().map(Example::line).toList();
    }

    static Advice advice(Report report) {
        Advice advice = report.advice();
        if (advice == null) {
            throw new AssertionError("there is no advice");
        }
        return advice;
    }

    Report report() {
        return report(stream.csv(), null);
    }

    Report report(String text, @Nullable Double minValue) {
        return Validation.of(write(text), minValue);
    }

    void replayed() {
        replayed(InputOptions.everything());
    }

    void replayed(InputOptions options) {
        try (InteractionStream events = InteractionFiles.open(write(stream.csv()), options)) {
            events.forEachRemaining(event -> {});
        }
    }

    Path write(String text) {
        try {
            return Files.writeString(folder.resolve("in.csv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
