package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.Context;
import io.freshet.embedding.ContextWeights;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.UserVector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecentItemsTest {
    private static final int K = 2;

    private final RecentItems recent = new RecentItems(K);

    @Test
    void moreAreKeptFromNowOnIfAsked() {
        RecentItems recent = new RecentItems(1);
        for (int time = 0; time < 5; time++) {
            recent.add(time, time);
        }
        assertThat(recent.size()).isEqualTo(2);

        recent.keep(3);
        for (int time = 5; time < 9; time++) {
            recent.add(time, time);
        }
        assertThat(recent.size()).isEqualTo(4);
        assertThat(recent.key(0)).isEqualTo(5);

        recent.keep(1);
        recent.add(9, 9);
        assertThat(recent.size()).isEqualTo(2);
    }

    @Test
    void nothingIsRecentAtFirst() {
        assertThat(recent.size()).isZero();
        assertThat(recent.hasTime(Long.MIN_VALUE)).isFalse();
    }

    @Test
    void aGroupOfOneTimeIsKeptBesideTheItemsFromBeforeIt() {
        add(1, 100);
        add(2, 200);
        add(3, 300);
        add(4, 300);
        add(5, 300);

        assertThat(keys()).containsExactly(1L, 2L, 4L, 5L);
    }

    @Test
    void aNewTimeLeavesTheNewestItemsFromBeforeIt() {
        add(1, 100);
        add(2, 100);
        add(3, 200);
        add(4, 200);
        add(5, 300);

        assertThat(keys()).containsExactly(3L, 4L, 5L);
    }

    @Test
    void aLateEventGoesToItsPlaceBehindThoseOfItsTime() {
        add(1, 100);
        add(2, 300);
        add(3, 100);

        assertThat(keys()).containsExactly(1L, 3L, 2L);
    }

    @Test
    void knowsWhichTimesItHolds() {
        assertThat(recent.hasTime(100)).isFalse();
        add(1, 100);
        add(2, 300);
        add(3, 300);

        assertThat(recent.hasTime(100)).isTrue();
        assertThat(recent.hasTime(300)).isTrue();
        assertThat(recent.hasTime(99)).isFalse();
        assertThat(recent.hasTime(200)).isFalse();
        assertThat(recent.hasTime(301)).isFalse();
    }

    @Test
    void anEventTooLateToMatterIsForgotten() {
        add(1, 100);
        add(2, 200);
        add(3, 300);
        add(9, 50);

        assertThat(keys()).containsExactly(1L, 2L, 3L);
    }

    /** With sources e_0, e_1 … the query shows in place r which weight the item of row r was given. */
    @Test
    void theContextSaysHowLongAgoEachItemWas() {
        LearnerConfig config = LearnerConfig.builder()
                .dimension(3)
                .contextLength(3)
                .negatives(1)
                .ringShare(0f)
                .ringSize(1)
                .decay(0f)
                .weightRate(0f)
                .deviation(0f)
                .seed(1)
                .build();
        ItemModel model = new ItemModel(config);
        for (int row = 0; row < 3; row++) {
            model.rowOf(10 + row, "item-" + row);
            model.sources().chunk(row)[model.sources().offset(row) + row] = 1f;
        }
        for (int i = 0; i < model.weights().weights().length; i++) {
            model.weights().weights()[i] = i;
        }
        RecentItems three = new RecentItems(3);
        three.add(10, 0);
        three.add(11, 59 * 60_000L);
        three.add(12, 60 * 60_000L);
        three.add(99, 60 * 60_000L + 1); // no row of this model: skipped, but it takes its place
        Context context = new Context(3);
        float[] query = new float[3];

        three.contextBefore(60 * 60_000L, model.index(), context);
        model.query(new UserVector(new float[3], 0f), context, query);
        assertThat(query).containsExactly(ContextWeights.index(1, 3_600_000), ContextWeights.index(0, 60_000), 0f);

        three.context(60 * 60_000L + 1, model.index(), context);
        model.query(new UserVector(new float[3], 0f), context, query);
        assertThat(context.size()).isEqualTo(2);
        assertThat(query).containsExactly(0f, ContextWeights.index(2, 60_001), ContextWeights.index(1, 1));
    }

    @Test
    void aCopyLivesItsOwnLife() {
        add(1, 100);
        RecentItems copy = recent.copy();
        copy.add(2, 200);

        assertThat(keys()).containsExactly(1L);
        assertThat(copy.size()).isEqualTo(2);
    }

    private void add(long key, long timeMs) {
        recent.add(key, timeMs);
    }

    private List<Long> keys() {
        List<Long> keys = new ArrayList<>();
        for (int place = 0; place < recent.size(); place++) {
            keys.add(recent.key(place));
        }
        return keys;
    }
}
