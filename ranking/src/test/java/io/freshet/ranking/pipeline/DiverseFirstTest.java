package io.freshet.ranking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.simd.KernelProvider;
import io.freshet.features.UserState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiverseFirstTest {
    private static final int DIMENSION = 6;

    private final ItemModel model =
            new ItemModel(LearnerConfig.builder().dimension(DIMENSION).build());
    private final UserState user = new UserState(model.startOfUser(1), 5);
    private final Query query = new Query(model, 3, 5);
    private final Selection chosen = new Selection();

    /** b is a's double, c is worth half a point less than b but unlike a. */
    @Test
    void whatIsLikeTheItemsAboveStandsBack() {
        vector(0, 1, 0);
        vector(1, 2, 0);
        vector(2, 0, 1);
        CandidateTable table = table(3);
        float[] scores = scores(3f, 2.5f, 2f);

        assertThat(select(table, scores, 0.4f, 3)).containsExactly(0, 1, 2);
        assertThat(select(table, scores, 0.6f, 3)).containsExactly(0, 2, 1);
        assertThat(select(table, scores, 0.6f, 2)).containsExactly(0, 2);
    }

    @Test
    void whatIsOppositeIsWorthNoMoreThanWhatIsUnlike() {
        vector(0, 1, 0);
        vector(1, -1, 0);
        vector(2, 0, 1);

        assertThat(select(table(3), scores(3f, 1f, 1.5f), 5f, 3)).containsExactly(0, 2, 1);
    }

    @ParameterizedTest(name = "{0} candidates, lists of {1}, seed {2}")
    @CsvSource({"200, 10, 1", "200, 100, 2", "30, 10, 3", "7, 10, 4"})
    void isWhatAPlainLoopOverAllPairsChooses(int candidates, int limit, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] scores = scores(new float[candidates]);
        for (int row = 0; row < candidates; row++) {
            scores[row] = (float) random.nextDouble(-2, 2);
            float[] values = new float[DIMENSION];
            for (int i = 0; i < DIMENSION; i++) {
                values[i] = (float) random.nextDouble(-1, 1);
            }
            write(row, values);
        }

        assertThat(select(table(candidates), scores, 0.7f, limit)).isEqualTo(naive(candidates, scores, 0.7, limit));
    }

    private List<Integer> naive(int candidates, float[] scores, double diversity, int limit) {
        List<Integer> left = new ArrayList<>();
        for (int row = 0; row < candidates; row++) {
            left.add(row);
        }
        left.sort((one, other) -> Float.compare(scores[other], scores[one]));
        List<Integer> pool = new ArrayList<>(left.subList(0, Math.min(50, candidates)));
        List<Integer> list = new ArrayList<>();
        while (list.size() < Math.min(10, limit) && !pool.isEmpty()) {
            Integer best = pool.get(0);
            for (Integer row : pool) {
                if (worth(row, list, scores, diversity) > worth(best, list, scores, diversity)) {
                    best = row;
                }
            }
            list.add(best);
            pool.remove(best);
        }
        left.removeAll(list);
        list.addAll(left);
        return list.subList(0, Math.min(limit, list.size()));
    }

    private double worth(int row, List<Integer> list, float[] scores, double diversity) {
        double similarity =
                list.stream().mapToDouble(other -> cosine(row, other)).max().orElse(0);
        return scores[row] - diversity * Math.max(0, similarity);
    }

    private double cosine(int one, int other) {
        return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
    }

    private double dot(int one, int other) {
        double sum = 0;
        for (int i = 0; i < DIMENSION; i++) {
            sum += (double) model.targets().chunk(one)[model.targets().offset(one) + i]
                    * model.targets().chunk(other)[model.targets().offset(other) + i];
        }
        return sum;
    }

    private List<Integer> select(CandidateTable table, float[] scores, float diversity, int limit) {
        query.fill(user, 0, true, RowFilter.ALL, 0);
        new DiverseFirst(new BestFirst(KernelProvider.create().scans()), model, diversity)
                .select(query, table, scores, limit, chosen);
        List<Integer> rows = new ArrayList<>();
        for (int place = 0; place < chosen.size(); place++) {
            rows.add(chosen.row(place));
        }
        return rows;
    }

    private void vector(int row, float x, float y) {
        write(row, new float[] {x, y, 0, 0, 0, 0});
    }

    private void write(int row, float[] values) {
        model.rowOf(row, "item" + row);
        model.targets().write(row, values, 0, 0f);
    }

    private static CandidateTable table(int rows) {
        CandidateTable table = new CandidateTable(rows, 1, 0);
        for (int row = 0; row < rows; row++) {
            table.add(row);
        }
        return table;
    }

    /** With room for a whole register. */
    private static float[] scores(float... values) {
        return Arrays.copyOf(values, (values.length + 15) / 16 * 16);
    }
}
