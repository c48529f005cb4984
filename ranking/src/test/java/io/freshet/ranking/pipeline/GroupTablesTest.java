package io.freshet.ranking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GroupTablesTest {
    private final GroupTables groups =
            new GroupTables(new CandidateTable[] {new CandidateTable(2, 1, 0), new CandidateTable(2, 1, 0)});

    @Test
    void remembersTheGroupsThatCameLast() {
        CandidateTable first = groups.renew("ann", 10);
        CandidateTable second = groups.renew("bob", 10);

        assertThat(groups.of("ann", 10)).isSameAs(first);
        assertThat(groups.of("bob", 10)).isSameAs(second).isNotSameAs(first);

        groups.renew("ann", 20);
        assertThat(groups.of("ann", 10)).isNull();
        assertThat(groups.of("bob", 10)).isSameAs(second);
    }

    @Test
    void aTableThatIsUsedAgainIsEmpty() {
        groups.renew("ann", 10).add(7);
        groups.renew("bob", 10);

        assertThat(groups.renew("cid", 10).size()).isZero();
    }

    @Test
    void ofAnotherTimeOrUserThereIsNone() {
        groups.renew("ann", 10);

        assertThat(groups.of("ann", 11)).isNull();
        assertThat(groups.of("bob", 10)).isNull();
    }

    @Test
    void theNewestRankingOfAGroupIsTheOneThatCounts() {
        groups.renew("ann", 10);
        CandidateTable again = groups.renew("ann", 10);

        assertThat(groups.of("ann", 10)).isSameAs(again);
    }
}
