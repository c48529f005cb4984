package io.freshet.jobs.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Reads the recorded streams that lie beside the repository, where they do; they may not be redistributed with it. */
class RecordedDataTest {
    private static final Path DATA = Path.of("..", "..", "shared", "data");

    @Test
    void allOfMovieLensOneMillionIsRead() {
        assertThat(events("ml1m", InputOptions.everything())).isEqualTo(575_281);
    }

    @Test
    void theFiltersOfTheProtocolKeepWhatTheyShould() {
        assertThat(events("ml1m", new InputOptions(5.0, Long.MAX_VALUE))).isEqualTo(226_310);
        assertThat(events("movietweetings", new InputOptions(7.0, Long.MAX_VALUE)))
                .isEqualTo(72_771);
        assertThat(events("onlineretail", InputOptions.everything())).isEqualTo(397_884);
    }

    @Test
    void everyTitleFileAnswersTheIdsOfItsStream() {
        assertThat(title("ml1m/movies.tsv", "1")).isEqualTo("Toy Story (1995)");
        assertThat(title("ml100k/items.tsv", "543")).isEqualTo("Misérables, Les");
        assertThat(title("movietweetings/movies.dat", "2844")).startsWith("Fantômas");
        assertThat(title("onlineretail/items.tsv", "526")).isEqualTo("RECORD FRAME 7\" SINGLE SIZE");
    }

    private static String title(String file, String item) {
        return Titles.read(present(file)).titleOf(item);
    }

    private static long events(String name, InputOptions options) {
        Path file = present(name + "/interactions.csv.gz");
        try (InteractionStream stream = InteractionFiles.open(file, options)) {
            long count = 0;
            for (; stream.hasNext(); stream.next()) {
                count++;
            }
            assertThat(stream.damagedRows()).isZero();
            return count;
        }
    }

    private static Path present(String name) {
        Path file = DATA.resolve(name);
        assumeTrue(
                Files.exists(file),
                () -> "skipped, for there is no " + file.toAbsolutePath().normalize());
        return file;
    }
}
