package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.Context;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecentItemsRandomizedTest {
    private static final int ITEMS = 50;

    @ParameterizedTest(name = "K {0}, {1} times, at most {2} late, seed {3}")
    @CsvSource({
        "1, 5, 3, 1",
        "1, 200, 0, 2",
        "2, 40, 5, 3",
        "3, 20, 20, 4",
        "5, 200, 10, 5",
        "20, 100, 3, 6",
        "20, 2, 2, 7"
    })
    void keepsWhatAListOfEverythingWouldShow(int k, int times, int late, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ItemModel model = model();
        for (int trial = 0; trial < 20; trial++) {
            RecentItems recent = new RecentItems(k);
            List<Item> everything = new ArrayList<>();
            for (int event = 0; event < 150; event++) {
                long clock = (long) event * times / 150;
                Item item = new Item(random.nextInt(ITEMS), clock - random.nextInt(late + 1));
                recent.add(item.key, item.timeMs);
                insert(everything, item);

                assertThat(items(recent)).isEqualTo(kept(everything, k));
                assertThat(recent.size()).isLessThanOrEqualTo(2 * k);
                assertSameContexts(recent, everything, k, model);
            }
        }
    }

    private static void assertSameContexts(RecentItems recent, List<Item> everything, int k, ItemModel model) {
        Context context = new Context(k);
        long newest = everything.get(everything.size() - 1).timeMs;
        for (long timeMs : new long[] {newest, newest + 1, newest + 100}) {
            recent.contextBefore(timeMs, model.index(), context);
            assertThat(rows(context)).isEqualTo(newestFirst(before(everything, timeMs), k));
        }
        recent.context(newest, model.index(), context);
        assertThat(rows(context)).isEqualTo(newestFirst(everything, k));
    }

    private static void insert(List<Item> everything, Item item) {
        int place = everything.size();
        while (place > 0 && everything.get(place - 1).timeMs > item.timeMs) {
            place--;
        }
        everything.add(place, item);
    }

    /** The K newest from before the newest timestamp and the K last of that timestamp. */
    private static List<Item> kept(List<Item> everything, int k) {
        long newest = everything.get(everything.size() - 1).timeMs;
        List<Item> before = before(everything, newest);
        List<Item> group = everything.subList(before.size(), everything.size());
        List<Item> kept = new ArrayList<>(last(before, k));
        kept.addAll(last(group, k));
        return kept;
    }

    private static List<Item> before(List<Item> everything, long timeMs) {
        return everything.stream().filter(item -> item.timeMs < timeMs).toList();
    }

    private static List<Item> last(List<Item> items, int n) {
        return items.subList(Math.max(0, items.size() - n), items.size());
    }

    private static List<Integer> newestFirst(List<Item> items, int k) {
        List<Integer> rows = new ArrayList<>();
        last(items, k).forEach(item -> rows.add((int) item.key));
        Collections.reverse(rows);
        return rows;
    }

    private static List<Integer> rows(Context context) {
        List<Integer> rows = new ArrayList<>();
        for (int place = 0; place < context.size(); place++) {
            rows.add(context.row(place));
        }
        return rows;
    }

    private static List<Item> items(RecentItems recent) {
        List<Item> items = new ArrayList<>();
        for (int place = 0; place < recent.size(); place++) {
            items.add(new Item(recent.key(place), recent.time(place)));
        }
        return items;
    }

    /** A model whose row numbers are the keys. */
    private static ItemModel model() {
        ItemModel model = new ItemModel(LearnerConfig.builder()
                .dimension(1)
                .negatives(1)
                .ringShare(0f)
                .ringSize(1)
                .rate(0f)
                .decay(0f)
                .weightRate(0f)
                .deviation(0f)
                .seed(1)
                .build());
        for (int key = 0; key < ITEMS; key++) {
            model.rowOf(key, "item-" + key);
        }
        return model;
    }

    private record Item(long key, long timeMs) {}
}
