package io.freshet.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.jobs.input.InputException;
import io.freshet.ranking.pipeline.Rule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RulesFileTest {
    @Test
    void everyKeyArrivesInItsRule() {
        assertThat(RulesFile.parse(
                                "r.yaml",
                                """
                                rules:
                                  recalled:
                                    items: [17, 018]
                                  tests: {prefixes: test-}
                                  no-winter-in-december:
                                    items:
                                      - skis
                                      - red sledge
                                    from: 2002-12-01
                                    until: 2003-01-01T00:00:00+01:00
                                """)
                        .all())
                .containsExactly(
                        new Rule("recalled", Set.of("17", "018"), List.of(), Long.MIN_VALUE, Long.MAX_VALUE),
                        new Rule("tests", Set.of(), List.of("test-"), Long.MIN_VALUE, Long.MAX_VALUE),
                        new Rule(
                                "no-winter-in-december",
                                Set.of("skis", "red sledge"),
                                List.of(),
                                1_038_700_800_000L,
                                1_041_375_600_000L));
    }

    @Test
    void aFileOfNoRulesBlocksNothing() {
        assertThat(RulesFile.parse("r.yaml", "rules:").all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                       | r.yaml is empty: declare rules in it",
                "rule: {}                                 | r.yaml:1: there is no key rule: did you mean rules?",
                "rules: [a]                               | r.yaml:1: rules must be a group: below it each rule, its name as the key",
                "rules:~  a: b                            | r.yaml:2: a has no keys: give items or prefixes below it",
                "rules:~  a:~    item: [b]                | r.yaml:3: there is no key a.item: did you mean items?",
                "rules:~  a:~    items: []                | r.yaml:3: a.items is an empty list: name some, or leave the key out",
                "rules:~  a:~    items: [{b: c}]          | r.yaml:3: a.items must be words: write it as [one, another]",
                "rules:~  a:~    from: 2002-12-01         | r.yaml:2: a: items are missing: name items or prefixes to keep out",
                "rules:~  a:~    items: [b]~    from: soon | r.yaml:4: a.from 'soon' is no time: give a date such as 2019-11-24 (UTC), an instant such as 2019-11-24T15:00:00Z, or milliseconds since 1970",
                "rules:~  a:~    items: [b]~    from: [1]  | r.yaml:4: a.from must be one time: such as 2019-11-24 or 2019-11-24T15:00:00Z",
                "rules:~  a:~    items: b~  a:~    items: c | r.yaml:4: a is given twice, first in line 2: leave one out",
                "rules:~  a:~    items: b~    from: 5~    until: 5 | r.yaml:2: a: until is not after from: the rule would never hold"
            })
    void whatCannotBeIsNamedByLineAndKey(String text, String message) {
        assertThatThrownBy(() -> RulesFile.parse("r.yaml", text.replace('~', '\n')))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }
}
