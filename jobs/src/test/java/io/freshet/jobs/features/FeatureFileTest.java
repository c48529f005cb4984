package io.freshet.jobs.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.features.declared.Aggregation;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.features.declared.FeaturePlan;
import io.freshet.jobs.input.InputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeatureFileTest {

    @Test
    void theAdmissionOfTheFileIsThePlans() {
        String features = "features:\n  n: {entity: user, aggregation: count}\n";
        assertThat(FeatureFile.parse("f.yaml", features).admission()).isOne();
        assertThat(FeatureFile.parse("f.yaml", features + "admission: 3\n").admission())
                .isEqualTo(3);
        assertThatThrownBy(() -> FeatureFile.parse("f.yaml", features + "admission: 0\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("f.yaml:3: admission is 0: set it between 1 and 1000");
        assertThatThrownBy(() -> FeatureFile.parse("f.yaml", features + "admission: often\n"))
                .hasMessage("f.yaml:3: admission is often: it must be a whole number");
    }

    @Test
    void everyKeyArrivesInItsDefinition() {
        FeaturePlan plan = FeatureFile.parse(
                "f.yaml",
                """
                ttl: 90d
                features:
                  views:
                    entity: user
                    aggregation: count
                    events: view
                    window: 7d
                    default: -1
                  rating:
                    entity: user_item
                    aggregation: mean
                    window-events: 20
                    ttl: 4w
                  heat:
                    entity: item
                    aggregation: decayed_count
                    half-life: 12h
                    ttl: never
                  pace: {entity: item, aggregation: decayed_count, half-life-events: 5000}
                  share:
                    entity: item
                    aggregation: ratio
                    events: [buy, gift]
                    of:
                      - view
                """);
        assertThat(plan.definitions())
                .containsExactly(
                        FeatureDefinition.builder("views", Entity.USER, Aggregation.COUNT)
                                .events(Set.of("view"))
                                .window(Duration.ofDays(7))
                                .ttl(Duration.ofDays(90))
                                .defaultValue(-1.0)
                                .build(),
                        FeatureDefinition.builder("rating", Entity.USER_ITEM, Aggregation.MEAN)
                                .windowEvents(20)
                                .ttl(Duration.ofDays(28))
                                .build(),
                        FeatureDefinition.builder("heat", Entity.ITEM, Aggregation.DECAYED_COUNT)
                                .halfLife(Duration.ofHours(12))
                                .build(),
                        FeatureDefinition.builder("pace", Entity.ITEM, Aggregation.DECAYED_COUNT)
                                .halfLifeEvents(5000L)
                                .ttl(Duration.ofDays(90))
                                .build(),
                        FeatureDefinition.builder("share", Entity.ITEM, Aggregation.RATIO)
                                .events(Set.of("buy", "gift"))
                                .of(Set.of("view"))
                                .ttl(Duration.ofDays(90))
                                .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    entity: usr              | f.yaml:3: a.entity is usr: did you mean user? It is one of user, item, user_item
                    aggregation: cuont       | f.yaml:4: a.aggregation is cuont: did you mean count? It is one of count, sum, mean, last, distinct, decayed_count, ratio
                    windw: 7d                | f.yaml:5: there is no key a.windw: did you mean window?
                    window: 7                | f.yaml:5: a.window is 7: it must be a number and a unit, such as 90s, 15m, 12h, 7d or 4w
                    window: [7d, 1d]         | f.yaml:5: a.window is a list: give a single value, or leave the key out
                    window:                  | f.yaml:5: a.window is empty: give a single value, or leave the key out
                    window: 0s               | f.yaml:5: a.window is 0 ms: it must be 1s to 36525d
                    window-events: many      | f.yaml:5: a.window-events is many: it must be a whole number
                    window-events: 5         | f.yaml:5: a.window-events goes with sum, mean and ratio only, not with count: take window, or leave it out
                    half-life: 1d            | f.yaml:5: a.half-life goes with decayed_count only: leave it out, or take that aggregation
                    default: none            | f.yaml:5: a.default is none: it must be a number
                    events: []               | f.yaml:5: a.events is an empty list: name types of event, or leave the key out for all
                    events: [{a: b}]         | f.yaml:5: a.events is a list: give types of event, as [view, click]
                    of: [view]               | f.yaml:5: a.of goes with ratio only: leave it out, or take the aggregation ratio
                    """)
    void whatCannotBeIsRefusedWithItsLineAndKey(String line, String message) {
        String key = line.substring(0, line.indexOf(':'));
        StringBuilder text = new StringBuilder("features:\n  a:\n");
        text.append(key.equals("entity") ? "" : "    entity: user\n");
        text.append(key.equals("aggregation") ? "" : key.equals("entity") ? "" : "    aggregation: count\n");
        text.append("    ").append(line).append('\n');
        assertRefused(text.toString(), message);
    }

    @Test
    void whatIsMissingIsToldAtTheFeature() {
        assertRefused(
                "features:\n  a:\n    aggregation: count\n",
                "f.yaml:2: a.entity is missing: give one of user, item, user_item");
        assertRefused(
                "features:\n  a:\n    entity: user\n    aggregation: decayed_count\n",
                "f.yaml:2: a.half-life is missing: a decayed_count needs it, or half-life-events");
        assertRefused(
                "features:\n  a:\n    entity: user\n    aggregation: ratio\n    events: b\n",
                "f.yaml:2: a.of is missing: a ratio needs the types below the line");
        assertRefused("features:\n  a:\n", "f.yaml:2: a has no keys: give entity and aggregation below it");
        assertRefused(
                "features:\n  a-b:\n    entity: user\n    aggregation: count\n",
                "f.yaml:2: a-b: name is 'a-b': take at most 64 letters, digits and _, not a digit first, since it names a"
                        + " column");
    }

    @Test
    void aFileThatDeclaresNothingIsRefused() {
        assertRefused("", "f.yaml is empty: declare features in it");
        assertRefused(
                "ttl: 1d\n",
                "f.yaml:1: features is missing: declare at least one feature below it, its name as the key");
        assertRefused(
                "features:\n",
                "f.yaml:1: features is empty: declare at least one feature below it, its name as the key");
        assertRefused("- a\n", "f.yaml:1: there is no key here: write it as key: value");
        assertRefused("feature:\n  a: b\n", "f.yaml:1: there is no key feature: did you mean features?");
        assertRefused("features: {a: [\n", "f.yaml:2: this is no YAML: ");
        assertRefused(
                "features:\n  a: {entity: user, aggregation: count}\n  a: {entity: item, aggregation: count}\n",
                "f.yaml:3: a is given twice, first in line 2: leave one out");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> FeatureFile.read(Path.of("none.yaml")))
                .isInstanceOf(InputException.class)
                .hasMessage("none.yaml is no file that can be read: check its name and rights");
    }

    @Test
    void theOrderOfTheFileIsThatOfTheColumns() {
        String one = "{entity: user, aggregation: count}";
        FeaturePlan plan = FeatureFile.parse("f", "features: {z: " + one + ", a: " + one + ", m: " + one + "}");
        assertThat(plan.definitions()).extracting(FeatureDefinition::name).isEqualTo(List.of("z", "a", "m"));
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> FeatureFile.parse("f.yaml", text))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(message);
    }
}
