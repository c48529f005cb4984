package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often one user is counted for an item. */
final class CountCapTest {
    private static final int PLACES = 4;
    private static final float HALF_LIFE = 8f;

    private final ItemModel model = new ItemModel(LearnerConfig.DEFAULTS);
    private final RecentRows before = new RecentRows(PLACES + 3);

    CountCapTest() {
        for (int item = 0; item < 8; item++) {
            model.rowOf(100 + item, "item" + item);
        }
    }

    @ParameterizedTest(name = "cap {0}: {1} of 6")
    @CsvSource({"1, 1", "2, 2", "3, 3", "0, 6"})
    void aUserOfOneItemIsCountedAsOftenAsTheCapSays(int cap, int expected) {
        ItemSignals signals = signals(cap);
        RecentItems user = new RecentItems(PLACES + 3);
        double sum = 0;
        for (int n = 0; n < 6; n++) {
            learn(signals, user, 0, n);
            sum += n < expected ? Math.pow(2, (n - 6) / HALF_LIFE) : 0;
        }

        assertThat(Math.exp(signals.slow().logAt(0, signals.clock()))).isCloseTo(sum, within(1e-5));
        assertThat(signals.counts().of(0)).isEqualTo(6);
    }

    @Test
    void everyUserIsCounted() {
        ItemSignals capped = signals(1);
        ItemSignals free = signals(0);
        for (int user = 0; user < 5; user++) {
            learn(capped, new RecentItems(PLACES), 3, user);
            learn(free, new RecentItems(PLACES), 3, user);
        }

        assertThat(capped.slow().log(3)).isEqualTo(free.slow().log(3));
        assertThat(capped.fast().log(3)).isEqualTo(free.fast().log(3));
    }

    @Test
    void whoComesBackLaterIsCountedAgain() {
        ItemSignals signals = signals(1);
        RecentItems user = new RecentItems(PLACES + 3);
        learn(signals, user, 0, 0);
        for (int item = 1; item <= PLACES; item++) {
            learn(signals, user, item, item);
        }
        double before = signals.slow().log(0);

        learn(signals, user, 0, PLACES + 1);

        assertThat(signals.slow().log(0)).isGreaterThan(before);
    }

    private void learn(ItemSignals signals, RecentItems user, int item, long time) {
        before.fillBefore(user, time, model.index());
        signals.learn(item, before);
        user.add(100 + item, time);
    }

    private static ItemSignals signals(int cap) {
        return new ItemSignals(new SignalsConfig(HALF_LIFE, 2f, 5, 100, PLACES, 0.8f, 0.5f, 0f, cap));
    }
}
