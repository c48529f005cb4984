package io.freshet.ranking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.simd.KernelProvider;
import io.freshet.features.Catalogue;
import io.freshet.features.ItemFacts;
import io.freshet.features.UserState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Candidates are rows 0, 1, 2 … from the best down. */
final class CappedFirstTest {
    private final ItemModel model =
            new ItemModel(LearnerConfig.builder().dimension(2).build());
    private final Catalogue catalogue = new Catalogue();
    private final Query query = new Query(model, 3, 5);
    private final Selection chosen = new Selection();

    @Test
    void whatIsOneTooManyStandsBehindTheFirstPlaces() {
        items("war", "war", "war", "love", "war", "love");

        assertThat(select(2, 4, 10)).containsExactly(0, 1, 3, 5, 2, 4);
        assertThat(select(2, 4, 3)).containsExactly(0, 1, 3);
        assertThat(select(1, 2, 10)).containsExactly(0, 3, 1, 2, 4, 5);
        assertThat(select(9, 4, 10)).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void anItemOfSeveralCategoriesCountsForEachAndOneOfNoneForNone() {
        items("war love", "love", "war", "", "fun love", "fun");

        assertThat(select(1, 3, 10)).containsExactly(0, 3, 5, 1, 2, 4);
    }

    @Test
    void aListIsNotShortenedWhereAllWouldBeTooMany() {
        items("war", "war", "war", "love");

        assertThat(select(1, 4, 10)).containsExactly(0, 3, 1, 2);
    }

    @Test
    void theScoresGoWithTheirItems() {
        items("war", "war", "love");
        select(1, 2, 10);

        assertThat(chosen.score(0)).isEqualTo(0f);
        assertThat(chosen.score(1)).isEqualTo(-2f);
        assertThat(chosen.score(2)).isEqualTo(-1f);
    }

    @ParameterizedTest(name = "{0} candidates, at most {1} of the first {2}, lists of {3}, seed {4}")
    @CsvSource({"200, 2, 10, 10, 1", "200, 2, 10, 100, 2", "60, 1, 10, 60, 3", "30, 3, 20, 100, 4", "5, 1, 10, 10, 5"})
    void isWhatAPlainLoopChooses(int candidates, int cap, int places, int limit, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] categories = new String[candidates];
        for (int row = 0; row < candidates; row++) {
            categories[row] = "c" + random.nextInt(8) + " c" + random.nextInt(8);
        }
        items(categories);

        assertThat(select(cap, places, limit)).isEqualTo(naive(categories, cap, places, limit));
    }

    private static List<Integer> naive(String[] categories, int cap, int places, int limit) {
        List<Integer> left = new ArrayList<>();
        for (int row = 0; row < categories.length; row++) {
            left.add(row);
        }
        List<Integer> list = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (int row = 0; row < Math.min(50, categories.length) && list.size() < Math.min(places, limit); row++) {
            List<String> all =
                    Arrays.stream(categories[row].split(" ")).distinct().toList();
            if (all.stream().allMatch(category -> counts.getOrDefault(category, 0) < cap)) {
                all.forEach(category -> counts.merge(category, 1, Integer::sum));
                list.add(row);
            }
        }
        left.removeAll(list);
        list.addAll(left);
        return list.subList(0, Math.min(limit, list.size()));
    }

    private void items(String... categories) {
        for (int row = 0; row < categories.length; row++) {
            model.rowOf(row, "item" + row);
            List<String> all = categories[row].isEmpty() ? List.of() : List.of(categories[row].split(" "));
            catalogue.put(row, new ItemFacts(true, all));
        }
    }

    private List<Integer> select(int cap, int places, int limit) {
        CandidateTable table = new CandidateTable(model.size(), 1, 0);
        float[] scores = new float[(model.size() + 15) / 16 * 16];
        for (int row = 0; row < model.size(); row++) {
            table.add(row);
            scores[row] = -row;
        }
        query.fill(new UserState(model.startOfUser(1), 5), 0, true, RowFilter.ALL, 0);
        Selector best = new BestFirst(KernelProvider.create().scans());
        new CappedFirst(best, model.index(), catalogue, cap, places).select(query, table, scores, limit, chosen);
        List<Integer> rows = new ArrayList<>();
        for (int place = 0; place < chosen.size(); place++) {
            rows.add(chosen.row(place));
        }
        return rows;
    }
}
