package io.freshet.ranking.pipeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.SplitMix64;
import io.freshet.embedding.simd.KernelProvider;
import io.freshet.features.UserState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExploringTest {
    private static final int CANDIDATES = 8;
    private static final int SEEDS = 200_000;

    private final ItemModel model =
            new ItemModel(LearnerConfig.builder().dimension(4).build());
    private final UserState user = new UserState(model.startOfUser(1), 5);
    private final Query query = new Query(model, 3, 5);
    private final CandidateTable table = new CandidateTable(CANDIDATES, 1, 0);
    private final float[] scores = new float[16];
    private final Selection chosen = new Selection();

    ExploringTest() {
        for (int row = 0; row < CANDIDATES; row++) {
            scores[table.add(10 + row)] = CANDIDATES - row;
        }
    }

    /** What holds a place must hold it as often as its propensity says, for every place and row. */
    @Test
    void propensitiesAreTheSharesOfLists() {
        Selector selector = exploring(0.4f, 3);
        Map<List<Integer>, Integer> seen = new HashMap<>();
        Map<List<Integer>, Float> told = new HashMap<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            select(selector, seed, 5);
            for (int place = 0; place < chosen.size(); place++) {
                List<Integer> held = List.of(place, chosen.row(place));
                seen.merge(held, 1, Integer::sum);
                Float before = told.put(held, chosen.propensity(place));
                assertThat(before == null || before == chosen.propensity(place)).isTrue();
            }
        }

        told.forEach((held, propensity) -> assertThat((double) requireNonNull(seen.get(held)) / SEEDS)
                .as("place, row %s", held)
                .isCloseTo(propensity, within(0.005)));
        assertThat(told).containsEntry(List.of(0, 10), 1f).containsEntry(List.of(1, 11), 1f);
        // six candidates from the third place on, one of them drawn in two lists of five
        assertThat(told.get(List.of(2, 17))).isCloseTo(0.4f / 6, within(1e-6f));
        assertThat(told.get(List.of(2, 12))).isCloseTo(0.6f + 0.4f / 6, within(1e-6f));
        assertThat(told.get(List.of(4, 14))).isCloseTo(0.6f + 0.4f * 2 / 6, within(1e-6f));
    }

    @Test
    void whatWasThereMovesDownAndNothingIsTwice() {
        Selector selector = exploring(1f, 3);
        for (long seed = 0; seed < 1_000; seed++) {
            List<Integer> rows = select(selector, seed, 5);

            assertThat(rows).hasSize(5).doesNotHaveDuplicates().startsWith(10, 11);
            List<Integer> others = new ArrayList<>(rows);
            others.remove(2);
            assertThat(others).isSorted();
        }
    }

    @Test
    void theSeedDecides() {
        Selector selector = exploring(0.5f, 2);

        assertThat(select(selector, 5, 6)).isEqualTo(select(exploring(0.5f, 2), 5, 6));
        assertThat(select(selector, 1, 6)).isNotEqualTo(select(selector, seedThatDiffers(selector), 6));
    }

    @Test
    void aListTooShortIsLeftAlone() {
        Selector selector = exploring(1f, 6);

        assertThat(select(selector, 1, 5)).containsExactly(10, 11, 12, 13, 14);
        assertThat(chosen.propensity(4)).isEqualTo(1f);
    }

    private long seedThatDiffers(Selector selector) {
        List<Integer> first = select(selector, 1, 6);
        long seed = 2;
        while (select(selector, seed, 6).equals(first)) {
            seed++;
        }
        return seed;
    }

    private static Selector exploring(float share, int place) {
        return new Exploring(new BestFirst(KernelProvider.create().scans()), share, place);
    }

    private List<Integer> select(Selector selector, long seed, int limit) {
        query.fill(user, 0, true, RowFilter.ALL, SplitMix64.mix(seed));
        selector.select(query, table, scores, limit, chosen);
        List<Integer> rows = new ArrayList<>();
        for (int place = 0; place < chosen.size(); place++) {
            rows.add(chosen.row(place));
        }
        return rows;
    }
}
