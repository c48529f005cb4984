package io.freshet.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.features.declared.Aggregation;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.jobs.features.BuiltInFeatures;
import io.freshet.jobs.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeclaredSettingsTest {
    private static final List<FeatureDefinition> BUILT_IN = BuiltInFeatures.whereItemsRepeat();

    @TempDir
    private Path dir;

    @Test
    void whereItemsRepeatTheBuiltInOnesAreThereWithoutAFile() {
        assertThat(definitions(true)).isEqualTo(BUILT_IN);
        assertThat(definitions(false)).as("they would be 0 for every candidate").isEmpty();
        assertThat(definitions(true, "features.built-in=false")).isEmpty();
    }

    @Test
    void aFileAddsToThem() throws IOException {
        String file = file("visit: {entity: user, aggregation: count, window: 1h}");

        assertThat(names(definitions(true, file)))
                .containsExactlyElementsOf(Stream.concat(names(BUILT_IN).stream(), Stream.of("visit"))
                        .toList());
        assertThat(names(definitions(false, file))).containsExactly("visit");
        assertThat(names(definitions(true, file, "features.built-in=false"))).containsExactly("visit");
    }

    @Test
    void aFileReplacesWhatHasTheSameName() throws IOException {
        String first = BUILT_IN.get(0).name();
        String file = file(first + ": {entity: user_item, aggregation: decayed_count, half-life: 1d}");

        List<FeatureDefinition> definitions = definitions(true, file);

        assertThat(names(definitions)).isEqualTo(names(BUILT_IN));
        assertThat(definitions.get(0).aggregation()).isEqualTo(Aggregation.DECAYED_COUNT);
        assertThat(definitions.subList(1, definitions.size())).isEqualTo(BUILT_IN.subList(1, BUILT_IN.size()));
    }

    @Test
    void whatTheRankerCannotLookAtIsRefusedWithTheFile() throws IOException {
        String file = file("price: {entity: user, aggregation: mean}");

        assertThatThrownBy(() -> definitions(true, file))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file.substring("features.file=".length()) + ": feature price is a mean");
    }

    private String file(String feature) throws IOException {
        return "features.file=" + Files.writeString(dir.resolve("f.yaml"), "features:\n  " + feature + "\n");
    }

    private static List<FeatureDefinition> definitions(boolean repeat, String... sets) {
        return Settings.load(null, List.of(sets)).ranked(repeat).declared().definitions();
    }

    private static List<String> names(List<FeatureDefinition> definitions) {
        return definitions.stream().map(FeatureDefinition::name).toList();
    }
}
