package io.freshet.embedding;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.simd.KernelProvider;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scans beside a writer that never rests: it rewrites, adds, removes and reuses rows while the table grows from 256
 * places into a second chunk.
 *
 * <p>An item's worth is the low half of its key. Its vector is one number throughout, another at each write, and its
 * bias is its worth less that number: so whatever was written last, a whole row scores its item's worth, and a row of
 * two moments, or beside another's bias or key, scores something else.
 */
@Timeout(60)
final class ScanPoolRaceTest {
    private static final int DIMENSION = 64;
    private static final int LIMIT = 20;
    private static final int LASTING = 10;
    private static final int QUERIES = 1_000;
    private static final int FIRST_ROWS = 200;
    private static final int LAST_ROWS = 17_000;
    private static final int WORTH = 0xffff;

    private final SplittableRandom random = new SplittableRandom(20_260_112);
    private final EmbeddingTable table =
            EmbeddingTable.shared(DIMENSION, EnumSet.allOf(ScanFormat.class), KernelProvider.create());
    private final float[] query = new float[DIMENSION];
    private final float[] values = new float[DIMENSION];

    /** When items were added, in ascending order of their worth. */
    private final TreeMap<Long, Long> added =
            new TreeMap<>(comparingDouble(ScanPoolRaceTest::worth).thenComparing(naturalOrder()));

    private final Long2LongOpenHashMap removed = new Long2LongOpenHashMap();
    private final LongArrayList passing = new LongArrayList();
    private long now;
    private long lastNumber;

    ScanPoolRaceTest() {
        Arrays.fill(query, 1f / DIMENSION);
        removed.defaultReturnValue(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @EnumSource(ScanFormat.class)
    void noScanFindsATornRowOrARemovedItemOrMissesOneThatWasThere(ScanFormat format) {
        for (int place = 0; place < LASTING; place++) {
            add(WORTH - place);
        }
        growTo(FIRST_ROWS);
        try (ScanPool pool = new ScanPool(table, format, 2, 10)) {
            List<Asked> asked = new ArrayList<>();
            for (int answered = 0; answered < QUERIES; ) {
                while (asked.size() < 4) {
                    asked.add(new Asked(now, pool.submit(query, LIMIT, KeyFilter.ALL)));
                }
                now++;
                churn();
                growTo(FIRST_ROWS + (int) ((long) LAST_ROWS * answered / QUERIES));
                for (int i = asked.size() - 1; i >= 0; i--) {
                    if (asked.get(i).answer.isDone()) {
                        check(asked.remove(i));
                        answered++;
                    }
                }
            }
        }
        assertThat(table.index().places()).isGreaterThan(Chunks.ROWS);
    }

    private void growTo(int size) {
        while (table.index().size() < size) {
            passing.add(add(random.nextInt(WORTH - LASTING)));
        }
    }

    private void churn() {
        rewrite(passing.getLong(random.nextInt(passing.size())));
        if (random.nextInt(8) == 0) {
            int place = random.nextInt(passing.size());
            remove(passing.getLong(place));
            passing.set(place, add(random.nextInt(WORTH - LASTING)));
        }
    }

    private long add(int worth) {
        long key = ++lastNumber << Short.SIZE | worth;
        table.add(key, "item-" + key);
        rewrite(key);
        added.put(key, now);
        return key;
    }

    private void remove(long key) {
        table.remove(key);
        added.remove(key);
        removed.put(key, now);
    }

    private void rewrite(long key) {
        int row = table.index().row(key);
        int number = random.nextInt(1, 128) << Short.SIZE;
        Arrays.fill(values, number);
        table.vectors().write(row, values, 0, 0f);
        table.changed(row, worth(key) - number);
    }

    private void check(Asked asked) {
        ScanResult result = asked.answer.join();
        assertThat(result.size()).isEqualTo(LIMIT);
        LongOpenHashSet found = new LongOpenHashSet();
        for (int place = 0; place < LIMIT; place++) {
            long key = result.key(place);
            assertThat(found.add(key)).isTrue();
            assertThat(result.score(place)).isEqualTo(worth(key));
            assertThat(result.score(place)).isLessThanOrEqualTo(result.score(Math.max(0, place - 1)));
            assertThat(removed.get(key)).isGreaterThan(asked.at);
        }
        for (int place = 0; place < LASTING; place++) {
            assertThat(result.score(place)).isEqualTo(WORTH - place);
        }
        added.descendingMap().entrySet().stream()
                .takeWhile(item -> worth(item.getKey()) > result.score(LIMIT - 1))
                .filter(item -> item.getValue() <= asked.at)
                .forEach(
                        item -> assertThat(found.contains((long) item.getKey())).isTrue());
    }

    private static float worth(long key) {
        return key & WORTH;
    }

    private record Asked(long at, CompletableFuture<ScanResult> answer) {}
}
