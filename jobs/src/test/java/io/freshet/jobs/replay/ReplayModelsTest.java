package io.freshet.jobs.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputException;
import io.freshet.ranking.eval.LoopSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayModelsTest {
    private static final LoopSchedule TWO = new LoopSchedule(2, 10, 0);

    @TempDir
    private Path dir;

    @Test
    void whatIsCountedOfItemsIsForOneLearner() throws IOException {
        Path file = file("clicks: {entity: item, aggregation: count}");

        assertThat(new ReplayModels(settings(file), null).of(List.of("ranker"))).hasSize(1);
        assertThat(new ReplayModels(settings(file), null).declared(List.of("ranker")))
                .singleElement()
                .asString()
                .matches("clicks#[0-9a-f]{16}");
        assertThatThrownBy(() -> new ReplayModels(settings(file), TWO).of(List.of("ranker")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(
                        file + ": feature clicks is a count of the entity item, which learners do not share")
                .hasMessageEndingWith("take the entity user_item or user, or leave it to a replay with one learner");
        assertThat(new ReplayModels(settings(file), TWO).of(List.of("embedding")))
                .as("which does not look at features")
                .hasSize(1);
    }

    @Test
    void whatIsCountedOfUsersIsForAnyNumber() throws IOException {
        Path file = file("clicks: {entity: user_item, aggregation: count}");

        assertThat(new ReplayModels(settings(file), TWO).of(List.of("ranker"))).hasSize(1);
    }

    @Test
    void theExampleOfTheDocumentationIsForAnyNumber() {
        Path example = Path.of("..", "docs", "examples", "ranker-features.yaml");

        assertThat(new ReplayModels(settings(example), TWO).declared(List.of("ranker")))
                .hasSize(6);
        assertThat(new ReplayModels(settings(example), TWO).of(List.of("ranker")))
                .hasSize(1);
    }

    @Test
    void aFileThatIsWrongIsRefusedBeforeAnythingRuns() throws IOException {
        Path none = dir.resolve("none.yaml");
        assertThatThrownBy(() -> new ReplayModels(settings(none), null).of(List.of("ranker")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(none + " is no file that can be read");
        Path mean = file("price: {entity: user, aggregation: mean}");
        assertThatThrownBy(() -> new ReplayModels(settings(mean), null).of(List.of("ranker")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(mean + ": feature price is a mean of values");
        assertThat(new ReplayModels(settings(none), null).declared(List.of("embedding")))
                .isEmpty();
    }

    @Test
    void withoutAFileNothingIsDeclared() {
        assertThat(new ReplayModels(Settings.DEFAULTS, null).declared(List.of("ranker")))
                .isEmpty();
    }

    private Path file(String feature) throws IOException {
        return Files.writeString(dir.resolve("features.yaml"), "features:\n  " + feature + "\n");
    }

    private static Settings settings(Path file) {
        return Settings.load(null, List.of("features.file=" + file));
    }
}
