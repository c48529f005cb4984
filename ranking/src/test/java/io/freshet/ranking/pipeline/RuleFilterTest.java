package io.freshet.ranking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.StableHash;
import io.freshet.features.UserState;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RuleFilterTest {
    private static final Rule RECALLED = rule("recalled", Set.of("milk"), List.of());
    private static final Rule TESTS = rule("tests", Set.of(), List.of("test-"));

    private final ItemModel model =
            new ItemModel(LearnerConfig.builder().dimension(4).build());
    private final RuleFilter filter = new RuleFilter(model.index());
    private final Query query = new Query(model, 3, 5);

    RuleFilterTest() {
        for (String item : List.of("milk", "test-1", "rioja", "bread")) {
            model.rowOf(StableHash.of(item), item);
        }
    }

    @Test
    void itemsAreBlockedByIdAndByItsBeginning() {
        filter.rules(Rules.of(List.of(RECALLED, TESTS)));

        assertThat(begin(filter, 0)).isTrue();
        assertThat(kept(filter)).containsExactly(false, false, true, true);
        assertThat(filter.reason(0)).isEqualTo("blocked by recalled");
        assertThat(filter.reason(1)).isEqualTo("blocked by tests");
    }

    @Test
    void theFirstRuleThatNamesAnItemIsTheReason() {
        filter.rules(Rules.of(List.of(TESTS, rule("all", Set.of(), List.of("t", "m")))));

        begin(filter, 0);
        assertThat(filter.reason(0)).isEqualTo("blocked by all");
        assertThat(filter.reason(1)).isEqualTo("blocked by tests");
    }

    @Test
    void aRuleHoldsFromItsTimeToItsEnd() {
        filter.rules(Rules.of(List.of(new Rule("sale", Set.of("milk"), List.of(), 100, 200))));

        assertThat(begin(filter, 99)).isFalse();
        assertThat(begin(filter, 100)).isTrue();
        assertThat(filter.accepts(0)).isFalse();
        assertThat(begin(filter, 199)).isTrue();
        assertThat(begin(filter, 200)).isFalse();
    }

    @Test
    void otherRulesHoldAtOnce() {
        filter.rules(Rules.of(List.of(RECALLED)));
        begin(filter, 0);
        assertThat(kept(filter)).containsExactly(false, true, true, true);

        filter.rules(Rules.of(List.of(TESTS)));
        begin(filter, 0);
        assertThat(kept(filter)).containsExactly(true, false, true, true);

        filter.rules(Rules.NONE);
        assertThat(begin(filter, 0)).isFalse();
    }

    @Test
    void anotherItemInTheRowIsLookedAtAnew() {
        filter.rules(Rules.of(List.of(RECALLED)));
        begin(filter, 0);
        assertThat(filter.accepts(0)).isFalse();

        model.remove(StableHash.of("milk"));
        assertThat(model.rowOf(StableHash.of("butter"), "butter")).isZero();
        begin(filter, 0);
        assertThat(filter.accepts(0)).isTrue();
    }

    @Test
    void whatCannotBeARuleIsRefused() {
        assertThatThrownBy(() -> rule("none", Set.of(), List.of()))
                .hasMessage("items are missing: name items or prefixes to keep out");
        assertThatThrownBy(() -> rule(" ", Set.of("a"), List.of()))
                .hasMessage("name is blank: give the rule one, answers tell it");
        assertThatThrownBy(() -> rule("all", Set.of(), List.of("")))
                .hasMessage("prefixes hold an empty one, which every id begins with: leave it out");
        assertThatThrownBy(() -> new Rule("short", Set.of("a"), List.of(), 5, 5))
                .hasMessage("until is not after from: the rule would never hold");
        assertThatThrownBy(() -> Rules.of(List.of(TESTS, TESTS)))
                .hasMessage("two rules are called tests: give one another name");
        assertThatThrownBy(() -> Rules.of(Collections.nCopies(65, TESTS)))
                .hasMessage("there are 65 rules: at most 64 can be, so join those that are alike");
    }

    private boolean begin(RuleFilter asked, long timeMs) {
        query.fill(new UserState(model.startOfUser(1), 5), timeMs, true, RowFilter.ALL, 0);
        return asked.begin(query);
    }

    private List<Boolean> kept(RuleFilter asked) {
        return IntStream.range(0, model.index().size()).mapToObj(asked::accepts).toList();
    }

    private static Rule rule(String name, Set<String> items, List<String> prefixes) {
        return new Rule(name, items, prefixes, Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
