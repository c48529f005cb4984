package io.freshet.features;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts of pairs that a float cannot hold. */
final class TinyPairsTest {
    private static final int PLACES = 40;

    private final ItemModel model = new ItemModel(LearnerConfig.DEFAULTS);

    @ParameterizedTest(name = "cap {0}")
    @ValueSource(floats = {0f, 1f})
    void whatIsTooSmallForAFloatIsNoPair(float cap) {
        ItemSignals signals =
                new ItemSignals(new SignalsConfig(8f, 2f, 5, 100, PLACES, 0.01f, 0.001f, cap, 0), new PositiveOnly());
        RecentItems user = new RecentItems(PLACES);
        RecentRows before = new RecentRows(PLACES);
        for (int item = 0; item < PLACES; item++) {
            model.rowOf(100 + item, "item" + item);
            before.fillBefore(user, item, model.index());
            signals.learn(item, before);
            user.add(100 + item, item);
        }

        NeighbourList of = requireNonNull(signals.pairs().neighbours(0));
        assertThat(signals.pairs().weight(0, 1)).isEqualTo(1f);
        assertThat(of.size()).isBetween(5, 25);
    }

    private static final class PositiveOnly implements SignalListener {
        @Override
        public void beforeCount(int row, double slow, double fast) {}

        @Override
        public void paired(int from, int to, float amount) {
            assertThat(amount).as("of %d and %d", from, to).isPositive();
        }

        @Override
        public void beforeWeights() {}

        @Override
        public void beforePositions() {}
    }
}
