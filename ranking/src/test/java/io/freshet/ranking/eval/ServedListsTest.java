package io.freshet.ranking.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.Interaction;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServedListsTest {
    /** Four items, numbered 0 to 3. */
    private static final RecordedStream STREAM =
            Tested.stream(List.of(event("a", 1), event("b", 2), event("c", 3), event("d", 4)));

    @Test
    void coverageIsTheShareOfItemsThatStoodInSomeList() {
        ServedLists lists = learnedOnceEach();
        lists.served(new int[] {0, 1, 3}, 2);
        lists.served(new int[] {1}, 1);

        assertThat(lists.coverage()).isEqualTo(2 / 4.0);
    }

    @Test
    void giniIsNoughtWhenAllAreShownAlikeAndThreeQuartersWhenOneOfFourHasItAll() {
        ServedLists alike = learnedOnceEach();
        alike.served(new int[] {0, 1, 2, 3}, 4);
        ServedLists one = learnedOnceEach();
        one.served(new int[] {2}, 1);
        ServedLists uneven = learnedOnceEach();
        uneven.served(new int[] {0, 1}, 2);
        uneven.served(new int[] {0}, 1);
        uneven.served(new int[] {0}, 1);

        assertThat(alike.gini()).isZero();
        assertThat(one.gini()).isEqualTo(3 / 4.0);
        // exposures 0, 0, 1, 3: (-3·0 - 1·0 + 1·1 + 3·3) / (4·4)
        assertThat(uneven.gini()).isEqualTo(10 / 16.0);
        assertThat(new ServedLists(STREAM).gini()).isNaN();
    }

    @Test
    void noveltyIsTheMeanSurpriseAtAnItemsShareOfTheEventsSoFar() {
        ServedLists lists = new ServedLists(STREAM);
        lists.learned(0);
        lists.learned(0);
        lists.learned(0);
        lists.learned(1);
        lists.served(new int[] {0, 1}, 2);

        // -log2(3/4) and -log2(1/4)
        assertThat(lists.novelty()).isCloseTo((0.4150374992788438 + 2) / 2, within(1e-14));
        assertThat(new ServedLists(STREAM).novelty()).isNaN();
    }

    private static ServedLists learnedOnceEach() {
        ServedLists lists = new ServedLists(STREAM);
        for (int item = 0; item < 4; item++) {
            lists.learned(item);
        }
        return lists;
    }

    private static Interaction event(String item, long timeMs) {
        return Interaction.of("e" + timeMs, "u", item, 1f, timeMs);
    }
}
