package io.freshet.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchTest {
    private static final Settings BASE = Settings.DEFAULTS;

    @Test
    void theLastKeyOfAGridChangesFastest() {
        List<Trial> trials = GridSearch.parse(List.of("learner.rate=0.2,0.3", "learner.dimension=16,32,48"), BASE)
                .trials(BASE);
        assertThat(trials)
                .extracting(trial -> String.join(" ", trial.values().values()))
                .containsExactly("0.1 64", "0.2 16", "0.2 32", "0.2 48", "0.3 16", "0.3 32", "0.3 48");
        assertThat(trials).extracting(Trial::number).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(trials.get(0).settings()).isEqualTo(BASE);
        assertThat(trials.get(6).settings().values())
                .containsEntry("learner.rate", "0.3")
                .containsEntry("learner.dimension", "48");
    }

    @Test
    void theBaseSettingsAreNotTriedAgainAsACombination() {
        assertThat(GridSearch.parse(List.of("learner.rate=0.05,0.10,0.2"), BASE).trials(BASE))
                .extracting(Trial::number)
                .containsExactly(0, 1, 3);
    }

    @Test
    void moreDrawsLeaveTheFirstAsTheyAre() {
        List<String> ranges =
                List.of("learner.rate=0.01..0.5:log", "learner.dimension=8..128", "learner.negatives=16,64");
        List<Trial> some = RandomSearch.parse(ranges, BASE, 5, 3).trials(BASE);
        List<Trial> more = RandomSearch.parse(ranges, BASE, 9, 3).trials(BASE);
        assertThat(some).hasSize(6).isEqualTo(more.subList(0, 6));
        assertThat(RandomSearch.parse(ranges, BASE, 5, 4).trials(BASE)).isNotEqualTo(some);
        assertThat(more.stream().skip(1)).allSatisfy(trial -> {
            Map<String, String> values = trial.values();
            assertThat(Double.parseDouble(values.get("learner.rate"))).isBetween(0.01, 0.5);
            assertThat(Integer.parseInt(values.get("learner.dimension"))).isBetween(8, 128);
            assertThat(values.get("learner.negatives")).isIn("16", "64");
        });
    }

    @Test
    void aDrawnValueThatIsTheSameAgainIsNotTriedAgain() {
        List<Trial> trials = RandomSearch.parse(List.of("learner.negatives=8,16"), BASE, 50, 1)
                .trials(BASE);
        assertThat(trials)
                .extracting(trial -> trial.values().get("learner.negatives"))
                .containsExactlyInAnyOrder("64", "8", "16");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, false, true, 0.0, 1",
        "1, 3, false, true, 0.34, 2",
        "1, 3, false, true, 0.999, 3",
        "1, 3, false, false, 0.5, 2.0",
        "0.01, 1, true, false, 0.5, 0.1",
        "1, 7, true, true, 0.34, 2",
        "0.123456, 0.2, false, false, 0, 0.1235",
        "0.123466, 0.2, false, false, 0, 0.1235",
        "0.123436, 0.2, false, false, 0, 0.123436"
    })
    void aRangeGivesTheValueAtAPlace(
            double low, double high, boolean logarithmic, boolean whole, double place, String value) {
        assertThat(new NumberRange("key", low, high, logarithmic, whole).at(place))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    learner.rte=1        | --grid learner.rte=1: there is no key learner.rte: did you mean learner.rate?
                    learner=1            | --grid learner=1: learner has no value of its own: set learner.
                    learner.rate=0.1,11  | --grid learner.rate=0.1,11: learner.rate is 11: set it between 0 and 10
                    learner.rate=0.1,x   | --grid learner.rate=0.1,x: learner.rate is x: it must be a number
                    learner.rate=0.1,,1  | --grid learner.rate=0.1,,1 has an empty value
                    learner.rate         | --grid learner.rate has no key and values
                    """)
    void aGridThatCannotBeIsRefusedWithItsKey(String text, String message) {
        assertThatThrownBy(() -> GridSearch.parse(List.of(text), BASE))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    learner.rate=0.1..11       | learner.rate is 11: set it between 0 and 10
                    learner.rate=0.3..0.2      | the range begins at 0.3 and ends at 0.2: give the lower number first
                    learner.decay=0..0.2:log   | the range begins at 0.0: a logarithmic one must begin above 0
                    learner.dimension=8..16.5  | learner.dimension is 16.5: it must be a whole number
                    baselines.decayed-popularity.unit=events..hours | list them as baselines.decayed-popularity.unit=A,B
                    """)
    void aRangeThatCannotBeIsRefusedWithItsKey(String text, String message) {
        assertThatThrownBy(() -> RandomSearch.parse(List.of(text), BASE, 3, 1))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("--range " + text)
                .hasMessageContaining(message);
    }

    @Test
    void aKeyIsVariedOnce() {
        assertThatThrownBy(() -> GridSearch.parse(List.of("learner.rate=0.1", "learner.rate=0.2"), BASE))
                .hasMessage("--grid has learner.rate twice: give all its values at once");
    }

    @Test
    void aGridHasAnEnd() {
        String many = String.join(
                ",", IntStream.range(1, 102).mapToObj(Integer::toString).toList());
        assertThatThrownBy(() ->
                        GridSearch.parse(List.of("learner.negatives=" + many, "learner.context-length=" + many), BASE))
                .hasMessageStartingWith("the grid has more than 10000 combinations");
    }
}
