package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Capped pairs of one user beside a list of everything that was ever added. */
final class PairCapRandomizedTest {
    private static final int PLACES = 6;
    private static final float DECAY = 0.8f;
    private static final float BACKWARD = 0.5f;

    private final RecentItems recent = new RecentItems(PLACES + 2);
    private final RecentRows before = new RecentRows(PLACES + 2);
    private final ItemModel model = new ItemModel(LearnerConfig.DEFAULTS);

    @ParameterizedTest(name = "cap {0}, {1} items, seed {2}")
    @CsvSource({"1, 2, 1", "1, 4, 2", "1.5, 3, 3", "2, 6, 4", "1000000, 3, 5"})
    void aUserAddsTheCapAtMostWithinTheRecentItems(float cap, int items, long seed) {
        rows(items);
        ItemSignals signals = signals(cap);
        Oracle oracle = new Oracle(cap);
        SplittableRandom random = new SplittableRandom(seed);
        long time = 0;
        for (int n = 0; n < 400; n++) {
            time += random.nextInt(3);
            int item = random.nextInt(items);
            learn(signals, item, time);
            oracle.learn(item, time);
        }

        for (int from = 0; from < items; from++) {
            for (int to = 0; to < items; to++) {
                double truth = oracle.sums.getOrDefault(List.of(from, to), 0.0);
                assertThat(signals.pairs().weight(from, to))
                        .isCloseTo((float) truth, within(1e-3f + 1e-4f * (float) truth));
            }
        }
    }

    @Test
    void goingToAndFroAddsNoMoreThanTheCap() {
        rows(2);
        ItemSignals capped = signals(1f);
        ItemSignals free = signals(0f);
        for (int n = 0; n < 100; n++) {
            fill(n);
            capped.learn(n % 2, before);
            free.learn(n % 2, before);
            recent.add(100 + n % 2, n);
        }

        assertThat(capped.pairs().weight(0, 1)).isEqualTo(1f);
        assertThat(free.pairs().weight(0, 1)).isGreaterThan(50f);
    }

    @Test
    void withoutRepetitionNothingChanges() {
        rows(50);
        ItemSignals capped = signals(1f);
        ItemSignals free = signals(0f);
        for (int n = 0; n < 50; n++) {
            fill(n);
            capped.learn(n, before);
            free.learn(n, before);
            recent.add(100 + n, n);
        }

        for (int from = 0; from < 50; from++) {
            for (int to = 0; to < 50; to++) {
                assertThat(capped.pairs().weight(from, to))
                        .isEqualTo(free.pairs().weight(from, to));
            }
        }
    }

    private void rows(int items) {
        for (int item = 0; item < items; item++) {
            model.rowOf(100 + item, "item" + item);
        }
    }

    private void learn(ItemSignals signals, int item, long time) {
        fill(time);
        signals.learn(item, before);
        recent.add(100 + item, time);
    }

    private void fill(long time) {
        before.fillBefore(recent, time, model.index());
    }

    private static ItemSignals signals(float cap) {
        return new ItemSignals(new SignalsConfig(40f, 7f, 5, 100, PLACES, DECAY, BACKWARD, cap, 0));
    }

    /** Remembers for each event what it would add to each pair with which earlier event. */
    private static final class Oracle {
        private final double cap;
        private final List<int[]> events = new ArrayList<>();
        private final Map<List<Integer>, Double> sums = new HashMap<>();

        Oracle(double cap) {
            this.cap = cap;
        }

        void learn(int item, long time) {
            events.add(new int[] {item, (int) time});
            int last = events.size() - 1;
            List<Integer> window = before(last);
            for (int other = 0; other < 10; other++) {
                if (other != item) {
                    add(other, item, window, last);
                    add(item, other, window, last);
                }
            }
        }

        private void add(int from, int to, List<Integer> window, int last) {
            double earlier = 0;
            for (int event : window) {
                earlier += steps(event, from, to, window);
            }
            double now = steps(last, from, to, window);
            sums.merge(List.of(from, to), Math.min(cap, earlier + now) - Math.min(cap, earlier), Double::sum);
        }

        /** What the event's pairs with those of the window would come to. */
        private double steps(int event, int from, int to, List<Integer> window) {
            List<Integer> past = before(event);
            double sum = 0;
            for (int k = 0; k < past.size(); k++) {
                if (window.contains(past.get(k))) {
                    int earlier = events.get(past.get(k))[0];
                    int later = events.get(event)[0];
                    double weight = Math.pow(DECAY, k);
                    sum += earlier == from && later == to ? weight : 0;
                    sum += earlier == to && later == from ? weight * BACKWARD : 0;
                }
            }
            return sum;
        }

        /** The last events of an earlier time, newest first. */
        private List<Integer> before(int event) {
            List<Integer> past = new ArrayList<>();
            for (int i = event - 1; i >= 0 && past.size() < PLACES; i--) {
                if (events.get(i)[1] < events.get(event)[1]) {
                    past.add(i);
                }
            }
            return past;
        }
    }
}
