package io.freshet.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of all keys in docs, which must not go stale. */
final class ConfigurationPageTest {
    @Test
    void listsEveryKeyWithTypeDefaultAndMeaning() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "docs", "configuration.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(String.join("\n", rows))
                .as("rows of docs/configuration.md, to be replaced by the expected ones")
                .isEqualTo(String.join(
                        "\n",
                        Settings.keys().stream().map(ConfigurationPageTest::row).toList()));
    }

    private static String row(SettingKey key) {
        return "| `" + key.name() + "` | " + key.type() + " | " + key.defaultValue() + " | " + key.meaning() + " |";
    }
}
