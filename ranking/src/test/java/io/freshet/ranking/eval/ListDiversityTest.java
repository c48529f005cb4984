package io.freshet.ranking.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.Interaction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ListDiversityTest {
    private static final int A = 0;
    private static final int B = 1;
    private static final int C = 2;
    private static final int D = 3;
    private static final Map<String, List<String>> CATEGORIES =
            Map.of("a", List.of("war", "love"), "b", List.of("love"), "c", List.of("fun"));

    private final RecordedStream stream = Tested.stream(List.of(event("a"), event("b"), event("c"), event("d")));

    @Test
    void isWhatAllPairsGiveByHand() {
        ListDiversity diversity = diversity();
        diversity.tested(new int[] {A, B, C}, 3);

        // a and b share one of two categories, the other pairs none
        assertThat(diversity.mean()).isCloseTo(1 - 0.5 / 3, within(1e-12));
        diversity.tested(new int[] {A, B, C}, 2);
        assertThat(diversity.mean()).isCloseTo((1 - 0.5 / 3 + 0.5) / 2, within(1e-12));
        diversity.again();
        assertThat(diversity.mean()).isCloseTo((1 - 0.5 / 3 + 0.5 + 0.5) / 3, within(1e-12));
    }

    @Test
    void itemsWithoutCategoriesDoNotCountNorListsWithLessThanTwoThatHaveSome() {
        ListDiversity diversity = diversity();
        diversity.tested(new int[] {D, C, D}, 3);
        diversity.again();
        assertThat(diversity.mean()).isNaN();

        diversity.tested(new int[] {D, C, A}, 3);
        assertThat(diversity.mean()).isEqualTo(1);
    }

    @Test
    void onlyTheFirstTenPlacesCount() {
        ListDiversity diversity = diversity();
        diversity.tested(new int[] {A, A, A, A, A, A, A, A, A, A, C}, 11);

        assertThat(diversity.mean()).isZero();
    }

    @Test
    void withoutAnyCategoryItIsNotKnown() {
        assertThat(diversity().isKnown()).isTrue();
        assertThat(new ListDiversity(stream, item -> List.of()).isKnown()).isFalse();
    }

    private ListDiversity diversity() {
        return new ListDiversity(stream, item -> CATEGORIES.getOrDefault(item, List.of()));
    }

    private static Interaction event(String item) {
        return Interaction.of("e" + item, "u", item, 1f, 1);
    }
}
