package io.freshet.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.StableHash;
import io.freshet.embedding.UserVector;
import io.freshet.features.UserState;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumedRowsTest {
    @ParameterizedTest(name = "{0} scores")
    @ValueSource(ints = {1, 63, 64, 65, 130, 400, 1_000})
    void strikesOutTheRowsThatItDoesNotAccept(int rows) {
        ItemModel model = new ItemModel(LearnerConfig.builder().dimension(2).build());
        UserState user = new UserState(new UserVector(new float[2], 0f), 5);
        SplittableRandom random = new SplittableRandom(rows);
        for (int item = 0; item < 400; item++) {
            String id = "item" + item;
            model.rowOf(StableHash.of(id), id);
            if (random.nextInt(3) == 0) {
                user.consumed().add(StableHash.of(id));
            }
        }
        RowFilter filter = new ConsumedRows(model.index()).of(user);
        float[] scores = new float[rows];

        assertThat(filter.strikeOut(scores, rows)).isTrue();

        for (int row = 0; row < rows; row++) {
            assertThat(scores[row]).as("row " + row).isEqualTo(filter.accepts(row) ? 0f : Float.NEGATIVE_INFINITY);
        }
    }
}
