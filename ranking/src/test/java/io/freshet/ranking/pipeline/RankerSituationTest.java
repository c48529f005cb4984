package io.freshet.ranking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.StableHash;
import io.freshet.features.ItemSignals;
import io.freshet.features.RecentRows;
import io.freshet.features.SignalsConfig;
import io.freshet.features.UserState;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RankerSituationTest {
    private static final long MINUTE = 60_000;
    private static final long NOW = 1_000_000_000;

    /** An event counts half after so many. */
    private static final float HALF_LIFE = 4f;

    private final ItemModel model =
            new ItemModel(LearnerConfig.builder().dimension(4).build());
    private final ItemSignals signals =
            new ItemSignals(new SignalsConfig(HALF_LIFE, 2f, 10, 100, 10, 0.8f, 0.5f, 1f, 1));
    private final UserState user = new UserState(model.startOfUser(1), 50);
    private final Query query = new Query(model, 3, 50);

    @Test
    void whoHasNothingIsInTheFirstBucketOfEach() {
        for (RankerSituation situation : RankerSituation.values()) {
            int first = situation == RankerSituation.GAP ? situation.buckets() - 1 : 0;
            assertThat(bucket(situation)).as(situation.name()).isEqualTo(first);
        }
    }

    @Test
    void everyBucketingHasAsManyBucketsAsItsNameSays() {
        assertThat(Stream.of(RankerSituation.values()))
                .allSatisfy(each -> assertThat(each.of(signals).buckets()).isEqualTo(each.buckets()));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "15, 4", "16, 5", "31, 5", "32, 6", "50, 6"})
    void aVisitIsAsLongAsItsEvents(int events, int bucket) {
        take("before", NOW - (events + 31) * MINUTE);
        for (int back = events; back > 0; back--) {
            take("item" + back, NOW - back * MINUTE);
        }

        assertThat(bucket(RankerSituation.VISIT)).isEqualTo(bucket);
    }

    @Test
    void aVisitEndsWithHalfAnHourWithoutAnEvent() {
        take("a", NOW - 40 * MINUTE);
        take("b", NOW - 30 * MINUTE + 1);
        assertThat(bucket(RankerSituation.VISIT)).isEqualTo(2);

        take("c", NOW);
        query(NOW + 30 * MINUTE);
        assertThat(RankerSituation.VISIT.of(signals).bucket(query)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 2", "7, 3", "8, 4", "16, 5", "40, 5"})
    void whatCameTogetherHasOneTime(int together, int bucket) {
        take("before", NOW - 2);
        for (int n = 0; n < together; n++) {
            take("item" + n, NOW - 1);
        }

        assertThat(bucket(RankerSituation.TOGETHER)).isEqualTo(bucket);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "3, 1", "4, 2", "15, 2", "16, 3", "4095, 6", "4096, 7", "100000, 7"})
    void theLastItemIsKnownByItsEvents(int events, int bucket) {
        take("known by many", NOW - 2);
        int row = take("last", NOW - 1);
        if (events > 0) {
            signals.counts().add(row, events);
        }
        signals.counts().add(1 - row, 7);

        assertThat(bucket(RankerSituation.KNOWN)).isEqualTo(bucket);
    }

    /** Of five items one has e² faded events or more, and the others have gone: (2 − 4 · 8) ÷ 5 is −6. */
    @Test
    void vogueIsTheMeanOfTheLastFive() {
        int row = take("a", NOW - 9);
        count(row, 400);
        assertThat(bucket(RankerSituation.VOGUE)).as("log 6.3 = 1.8").isEqualTo(1 + 1 + 5);

        for (String other : new String[] {"b", "c", "d", "e"}) {
            take(other, NOW - 1);
        }
        assertThat(bucket(RankerSituation.VOGUE)).isEqualTo(1);

        take("f", NOW);
        count(take("g", NOW), 400);
        assertThat(bucket(RankerSituation.VOGUE))
                .as("the first is no longer among them")
                .isEqualTo(1);
    }

    private void count(int row, int events) {
        for (int n = 0; n < events; n++) {
            signals.learn(row, new RecentRows(1));
        }
    }

    private int take(String item, long timeMs) {
        long key = StableHash.of(item);
        user.recent().add(key, timeMs);
        user.countEvent();
        return model.rowOf(key, item);
    }

    private int bucket(RankerSituation situation) {
        query(NOW);
        return situation.of(signals).bucket(query);
    }

    private void query(long atMs) {
        query.fill(user, atMs, false, RowFilter.ALL, 1);
    }
}
