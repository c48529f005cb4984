package io.freshet.jobs.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.jobs.config.Settings;
import io.freshet.jobs.features.BuiltInFeatures;
import io.freshet.jobs.input.InputException;
import io.freshet.ranking.eval.LoopSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplayModelsTest {
    private static final LoopSchedule TWO = new LoopSchedule(2, 10, 0);

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"user", "item", "user_item"})
    void whatIsCountedIsForAnyNumberOfLearners(String entity) throws IOException {
        Path file = file("clicks: {entity: " + entity + ", aggregation: count}");

        assertThat(new ReplayModels(settings(file), null).of(List.of("ranker"))).hasSize(1);
        assertThat(new ReplayModels(settings(file), TWO).of(List.of("ranker"))).hasSize(1);
        assertThat(new ReplayModels(settings(file), TWO).declared(List.of("ranker"), false))
                .singleElement()
                .asString()
                .matches("clicks#[0-9a-f]{16}");
    }

    @Test
    void theExampleOfTheDocumentationIsForAnyNumber() {
        Path example = Path.of("..", "docs", "examples", "ranker-features.yaml");

        assertThat(new ReplayModels(settings(example), TWO).declared(List.of("ranker"), false))
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
        assertThat(new ReplayModels(settings(none), null).declared(List.of("embedding"), true))
                .isEmpty();
    }

    @Test
    void withoutAFileOnlyWhatIsBuiltInIsDeclared() {
        ReplayModels models = new ReplayModels(Settings.DEFAULTS, null);

        assertThat(models.declared(List.of("ranker"), false)).isEmpty();
        assertThat(models.declared(List.of("ranker"), true))
                .hasSameSizeAs(BuiltInFeatures.whereItemsRepeat())
                .allSatisfy(each -> assertThat(each).matches("\\w+#[0-9a-f]{16}"));
    }

    private Path file(String feature) throws IOException {
        return Files.writeString(dir.resolve("features.yaml"), "features:\n  " + feature + "\n");
    }

    private static Settings settings(Path file) {
        return Settings.load(null, List.of("features.file=" + file));
    }
}
