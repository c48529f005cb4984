package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.UserVector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RecentListsTest {
    private static final long EXPIRY_MS = 100;

    private final RecentLists lists = new RecentLists(5, 2);

    @Test
    void theOldestListMakesWayForANewOneAndItsArraysAreUsedAgain() {
        ServedList first = add(1, 10);
        ServedList second = add(2, 11);

        assertThat(add(3, 12)).isSameAs(first);
        assertThat(find(1, 12)).isNull();
        assertThat(find(2, 12)).isSameAs(second);
        assertThat(lists.size()).isEqualTo(2);
    }

    @Test
    void aListThatIsMadeAgainAfterAFailureTakesThePlaceOfTheFirst() {
        add(1, 10).take(0, 10, 1f);
        add(2, 11);

        ServedList again = add(1, 10);

        assertThat(lists.size()).isEqualTo(2);
        assertThat(find(2, 12)).isNotNull();
        assertThat(find(1, 12)).isSameAs(again);
        assertThat(again.takenPlace()).isEqualTo(ServedList.NONE);
        assertThat(again.isSkipped(0)).isFalse();
    }

    @Test
    void aListExpiresInEventTime() {
        add(1, 10);
        assertThat(find(1, 110)).isNotNull();
        assertThat(find(1, 111)).isNull();
        assertThat(find(1, 5))
                .as("an event of before the list, by a clock that is late")
                .isNotNull();

        add(2, 111);
        assertThat(lists.size()).isEqualTo(1);
    }

    @Test
    void whatIsShownTwiceIsNewOnce() {
        ServedList list = add(1, 10);
        list.put(1, 77, 1);

        assertThat(list.show(1)).isTrue();
        assertThat(list.show(1)).isFalse();
        assertThat(list.isSkipped(1)).isTrue();
        list.take(1, 20, 1f);
        assertThat(list.show(1)).isFalse();
        assertThat(list.isSkipped(1)).isFalse();
        assertThat(list.placeOf(77)).isEqualTo(1);
    }

    @Test
    void aUserWithoutListsTakesNoByteForThem() {
        UserState user = new UserState(new UserVector(new float[4], 0f), 3);
        long without = user.bytes();
        user.lists(lists);
        add(1, 10);
        long withOne = user.bytes();

        assertThat(withOne - without).isBetween(3 * (10L + 2 * 4), 400L);
        for (int n = 2; n < 100; n++) {
            add(n, 10 + n);
        }
        assertThat(user.bytes() - withOne).as("two at most").isLessThan(400);
    }

    @Test
    void aShorterListInTheArraysOfALongerOneHasItsOwnValues() {
        add(1, 10).value(1, 2, 5f);
        add(2, 11);
        ServedList shorter = lists.add(3, 12, 2, 1, 2, EXPIRY_MS);
        shorter.value(0, 0, 1f);
        shorter.value(0, 1, 2f);
        shorter.value(1, 0, 3f);
        shorter.value(1, 1, 4f);

        assertThat(shorter.size()).isEqualTo(2);
        assertThat(new float[] {shorter.value(0, 0), shorter.value(0, 1), shorter.value(1, 0), shorter.value(1, 1)})
                .containsExactly(1f, 2f, 3f, 4f);
    }

    /** Of three items, in lists of which two are held. */
    private ServedList add(long key, long timeMs) {
        return lists.add(key, timeMs, 3, 1, 2, EXPIRY_MS);
    }

    private @Nullable ServedList find(long key, long timeMs) {
        return lists.of(key, timeMs, EXPIRY_MS);
    }
}
