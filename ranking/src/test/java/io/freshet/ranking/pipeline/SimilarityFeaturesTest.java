package io.freshet.ranking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.RowTable;
import io.freshet.embedding.StableHash;
import io.freshet.features.UserState;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SimilarityFeaturesTest {
    private static final int DIMENSION = 12;
    private static final int ROWS = 300;

    private final ItemModel model =
            new ItemModel(LearnerConfig.builder().dimension(DIMENSION).build());
    private final UserState user = new UserState(model.startOfUser(1), 50);
    private final Query query = new Query(model, 3, 50);
    private final SimilarityFeatures features = new SimilarityFeatures(model);
    private final CandidateTable table = new CandidateTable(ROWS, 3, 0);

    SimilarityFeaturesTest() {
        for (int row = 0; row < ROWS; row++) {
            model.rowOf(StableHash.of("i" + row), "i" + row);
            table.add(ROWS - 1 - row);
        }
    }

    @ParameterizedTest(name = "{0} recent items")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 20})
    void areTheGreatestCosineWithTheLastFiveAndThatWithTheLast(int items) {
        SplittableRandom random = new SplittableRandom(items);
        for (int n = 0; n < items; n++) {
            take(random.nextInt(ROWS));
        }

        fill();

        for (int place = 0; place < ROWS; place++) {
            int row = table.row(place);
            assertThat((double) table.column(1)[place]).isCloseTo(nearest(row), within(1e-5));
            int last = query.recent().row(0);
            assertThat((double) table.column(2)[place]).isCloseTo(row == last ? 0 : cosine(last, row), within(1e-5));
        }
    }

    @Test
    void withoutRecentItemsBothAreZero() {
        table.column(1)[7] = 3f;
        table.column(2)[7] = 3f;

        fill();

        assertThat(table.column(1)).containsOnly(0f);
        assertThat(table.column(2)).containsOnly(0f);
    }

    @Test
    void aVectorOfZerosIsLikeNothing() {
        model.targets().write(4, new float[DIMENSION], 0, 0f);
        take(4);
        take(5);

        fill();

        assertThat(table.column(1)[table.placeOf(4)]).isCloseTo(0f, within(1e-6f));
        assertThat(table.column(2)).doesNotContain(Float.NaN);
    }

    private void take(int row) {
        user.recent().add(model.index().key(row), user.events());
        user.countEvent();
    }

    private void fill() {
        query.fill(user, 1_000, false, RowFilter.ALL, 1);
        features.fill(query, table, 1);
    }

    /** An item is not compared with itself. */
    private double nearest(int row) {
        double nearest = -1;
        for (int item = 0; item < Math.min(5, query.recent().size()); item++) {
            int recent = query.recent().row(item);
            nearest = recent == row ? nearest : Math.max(nearest, cosine(recent, row));
        }
        return nearest;
    }

    private double cosine(int one, int other) {
        return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
    }

    private double dot(int one, int other) {
        RowTable targets = model.targets();
        double sum = 0;
        for (int i = 0; i < DIMENSION; i++) {
            sum += (double) targets.chunk(one)[targets.offset(one) + i]
                    * targets.chunk(other)[targets.offset(other) + i];
        }
        return sum;
    }
}
