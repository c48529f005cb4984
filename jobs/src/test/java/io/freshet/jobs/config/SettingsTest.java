package io.freshet.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.embedding.LearnerConfig;
import io.freshet.features.LoopConfig;
import io.freshet.jobs.input.InputException;
import io.freshet.ranking.baseline.DecayedPopularityConfig;
import io.freshet.ranking.baseline.DecayedPopularityConfig.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
    @TempDir
    private Path dir;

    @Test
    void withoutAnythingGivenTheyAreTheDefaults() throws IOException {
        assertThat(Settings.load(null, List.of())).isEqualTo(Settings.DEFAULTS);
        assertThat(load("")).isEqualTo(Settings.DEFAULTS);
        assertThat(load("learner:\n  # rate: 0.2\n")).isEqualTo(Settings.DEFAULTS);
    }

    @Test
    void aFileReplacesTheDefaultsAndSetReplacesTheFile() throws IOException {
        Path file = file(
                """
                learner:
                  dimension: 16
                  rate: 1e-3
                  seed: 12345678901
                loop.push-events: 7
                baselines:
                  decayed-popularity: {half-life: 24, unit: Hours}
                """);

        Settings settings = Settings.load(file, List.of("learner.dimension=8", "loop.held-pushes = 0"));

        assertThat(settings.learner())
                .isEqualTo(LearnerConfig.builder()
                        .dimension(8)
                        .rate(0.001f)
                        .seed(12_345_678_901L)
                        .build());
        assertThat(settings.loop()).isEqualTo(new LoopConfig(7, 0, 1_000));
        assertThat(settings.baselines().decayedPopularity()).isEqualTo(new DecayedPopularityConfig(24, Unit.HOURS));
        assertThat(settings.baselines().knn())
                .isEqualTo(Settings.DEFAULTS.baselines().knn());
    }

    @Test
    void whatDiffersFromTheDefaultsGivesTheSameSettingsAgain() throws IOException {
        List<String> given =
                List.of("learner.rate=0.001", "loop.push-events=7", "baselines.decayed-popularity.unit=hours");
        Settings settings = Settings.load(null, given);
        ObjectNode readAgain =
                (ObjectNode) new ObjectMapper().readTree(settings.toTree().toString());

        assertThat(Settings.changes(readAgain, Set.of())).containsExactlyElementsOf(given);
        assertThat(Settings.load(null, Settings.changes(readAgain, Set.of()))).isEqualTo(settings);
        assertThat(Settings.changes(Settings.DEFAULTS.toTree(), Set.of())).isEmpty();
        assertThat(Settings.changes(Settings.DEFAULTS.toTree(), Set.of("learner.dimension")))
                .containsExactly("learner.dimension=64");
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Settings settings = Settings.load(
                null, List.of("learner.rate=0.07", "baselines.decayed-popularity.unit=hours", "learner.seed=-1"));

        assertThat(load(settings.toTree().toString())).isEqualTo(settings);
        assertThat(load(settings.toYaml())).isEqualTo(settings);
    }

    @Test
    void theTreeHasTheValuesAsTheyAreWritten() {
        assertThat(Settings.DEFAULTS.toTree().path("learner"))
                .hasToString("{\"dimension\":64,\"context-length\":20,\"negatives\":64,\"shared-negatives\":1,"
                        + "\"ring-share\":0.75,\"ring-size\":10000,\"rate\":0.1,\"rate-floor\":0.0,"
                        + "\"decay\":0.03,\"max-norm\":100.0,\"weight-rate\":0.05,\"deviation\":0.05,\"situations\":true,"
                        + "\"seed\":42}");
        assertThat(Settings.DEFAULTS.toTree().at("/baselines/decayed-popularity/unit"))
                .hasToString("\"events\"");
    }

    @Test
    void yamlSaysWhatEachKeyMeans() {
        assertThat(Settings.DEFAULTS.toYaml())
                .startsWith(
                        """
                        learner:
                          # length of every vector
                          dimension: 64
                          # recent items of a user that make up the query
                          context-length: 20
                        """)
                .contains(
                        """
                        baselines:
                          decayed-popularity:
                            # how long it takes until an event counts half
                            half-life: 2000.0
                        """);
    }

    @Test
    void everyKeyHasATypeADefaultAndAMeaning() {
        assertThat(Settings.keys())
                .contains(
                        new SettingKey("learner.dimension", "whole number", "64", "length of every vector"),
                        new SettingKey(
                                "baselines.decayed-popularity.unit",
                                "word",
                                "events",
                                "what the half-life counts, events or hours"),
                        new SettingKey(
                                "features.built-in",
                                "true or false",
                                "true",
                                "whether the ranker looks at the built-in declared features where items repeat"))
                .allSatisfy(key -> assertThat(key.meaning()).as(key.name()).isNotBlank());
        assertThat(SettingKey.meanings())
                .containsOnlyKeys(Settings.keys().stream().map(SettingKey::name).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    learner.rat=0.2             | there is no key learner.rat: did you mean learner.rate?
                    learner.contextLength=3     | there is no key learner.contextLength: did you mean learner.context-length?
                    rate=0.2                    | there is no key rate: did you mean learner.rate or ranker.rate or baselines.isgd.rate or baselines.bpr.rate?
                    learner.rate.x=0.2          | there is no key learner.rate.x: did you mean learner.rate?
                    loop=3                      | loop has no value of its own: set loop.push-events or loop.held-pushes or loop.alone-push-events
                    learner.dimension=64.5      | learner.dimension is 64.5: it must be a whole number of at most 2147483647
                    learner.dimension=3000000000 | learner.dimension is 3000000000: it must be a whole number of at most 2147483647
                    learner.dimension=true      | learner.dimension is true: it must be a whole number of at most 2147483647
                    learner.dimension=          | learner.dimension is empty: it must be a whole number of at most 2147483647
                    learner.seed=x              | learner.seed is x: it must be a whole number
                    learner.rate=fast           | learner.rate is fast: it must be a number
                    baselines.knn.decay=all     | baselines.knn.decay is all: it must be a number
                    baselines.decayed-popularity.unit=days | baselines.decayed-popularity.unit is days: it must be events or hours
                    baselines.decayed-popularity.unit=1    | baselines.decayed-popularity.unit is 1: it must be events or hours
                    baselines.decayed-popularity.unit=     | baselines.decayed-popularity.unit is empty: it must be events or hours
                    learner.rate=10.1           | learner.rate is 10.1: set it between 0 and 10
                    learner.rate=NaN            | learner.rate is NaN: set it between 0 and 10
                    learner.context-length=0    | learner.context-length is 0: set it between 1 and 1000
                    loop.push-events=0          | loop.push-events is 0: set it to 1 or more
                    baselines.isgd.dimension=0  | baselines.isgd.dimension is 0: set it between 1 and 4096
                    features.built-in=maybe     | features.built-in is maybe: it must be true or false
                    features.built-in=          | features.built-in is empty: it must be true or false
                    features.items=0            | features.items is 0: set it between 1 and 10000, since every user's state holds so many
                    baselines.decayed-popularity.half-life=0 | baselines.decayed-popularity.half-life is 0: set it between 0.001 and 1000000000000
                    """)
    void whatCannotBeSetIsRefusedInOneLineWithItsPlace(String set, String message) throws IOException {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Settings.load(null, List.of(set)))
                .withMessage("--set " + set + ": " + message);

        Path file = file("# settings\n\n" + set.replace("=", ": ") + "\n");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Settings.load(file, List.of()))
                .withMessage(file + ":3: " + message);
    }

    @Test
    void aWrongValueInTheFileIsRefusedEvenIfSetReplacesIt() throws IOException {
        Path file = file("learner:\n  rate: 11\n");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Settings.load(file, List.of("learner.rate=0.1")))
                .withMessage(file + ":2: learner.rate is 11: set it between 0 and 10");
    }

    @Test
    void aKeyInAWrongGroupIsNamedInFull() throws IOException {
        assertRefused("lerner:\n  rate: 0.1\n", ":2: there is no key lerner.rate: did you mean learner.rate?");
        assertRefused("lerner:\n", ":1: there is no key lerner: did you mean learner.rate?");
    }

    @Test
    void aKeyThatIsGivenTwiceIsRefused() throws IOException {
        assertRefused(
                "learner:\n  rate: 0.1\n  rate: 0.2\n",
                ":3: learner.rate is given twice, first in line 2: leave one out");
        assertRefused("loop:\nlearner:\nloop:\n", ":3: loop is given twice, first in line 1: leave one out");
        assertRefused(
                "loop:\n  push-events: 3\nloop.push-events: 4\n",
                ":3: loop.push-events is given twice, first in line 2: leave one out");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Settings.load(null, List.of("learner.rate=0.1", "learner.rate=0.2")))
                .withMessage("--set learner.rate=0.2: learner.rate is given twice, first by --set learner.rate=0.1:"
                        + " leave one out");
    }

    @Test
    void nothingIsNoValue() throws IOException {
        assertRefused("learner:\n  rate:\n", ":2: learner.rate is empty: it must be a number");
        assertRefused("learner: {rate: null}\n", ":1: learner.rate is empty: it must be a number");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Settings.load(null, List.of("learner.rate=null")))
                .withMessage("--set learner.rate=null: learner.rate is null: it must be a number");
    }

    @Test
    void aListIsNoValue() throws IOException {
        assertRefused("learner:\n  rate: [0.1, 0.2]\n", ":2: learner.rate is a list: it must be a number");
    }

    @Test
    void whatIsNoYamlIsRefusedWithItsLine() throws IOException {
        assertRefused(
                "learner:\n\trate: 0.1\n",
                ":2: this is no YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for"
                        + " indentation)");
        assertRefused("learner: {rate: 0.1\nloop:\n", ":2: this is no YAML: expected ',' or '}', but got :");
    }

    @Test
    void aTextWithoutKeysIsRefused() throws IOException {
        assertRefused("fast\n", ":1: there is no key here: write it as key: value");
        assertRefused("- rate\n", ":1: there is no key here: write it as key: value");
    }

    @Test
    void aSecondDocumentIsRefused() throws IOException {
        assertRefused(
                "loop:\n  push-events: 3\n---\nlearner:\n  rate: 0.1\n",
                ":4: a second document starts here: put all keys into the first");
    }

    @Test
    void aFileThatCannotBeReadIsRefused() throws IOException {
        Path missing = dir.resolve("none.yaml");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Settings.load(missing, List.of()))
                .withMessage(missing + " is no file that can be read: check its name and rights");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Settings.load(dir, List.of()))
                .withMessage(dir + " is no file that can be read: check its name and rights");
        Path latin = Files.write(dir.resolve("latin.yaml"), "# é".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Settings.load(latin, List.of()))
                .withMessage(latin + " is not in UTF-8: save it in that encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"learner.rate", "=3", ""})
    void aSetWithoutKeyAndValueIsRefused(String set) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Settings.load(null, List.of(set)))
                .withMessage("--set " + set + " has no key and value: write it as --set learner.rate=0.1");
    }

    private void assertRefused(String yaml, String message) throws IOException {
        Path file = file(yaml);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Settings.load(file, List.of()))
                .withMessage(file + message);
    }

    private Settings load(String yaml) throws IOException {
        return Settings.load(file(yaml), List.of());
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(dir.resolve("settings.yaml"), yaml);
    }
}
