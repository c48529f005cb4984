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
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A pipeline of parts that do as little as they may. */
final class RankingPipelineTest {
    private static final LearnerConfig LEARNER =
            LearnerConfig.builder().dimension(4).build();
    private static final FeatureGroup ROW_NUMBER = new FeatureGroup() {
        @Override
        public List<String> names() {
            return List.of("row");
        }

        @Override
        public void fill(Query query, CandidateTable table, int first) {
            for (int place = 0; place < table.size(); place++) {
                table.column(first)[place] = table.row(place);
            }
        }
    };
    private static final Scorer FIRST_FEATURE =
            (table, scores) -> System.arraycopy(table.column(0), 0, scores, 0, table.size());

    private final ItemModel model = new ItemModel(LEARNER);
    private final Query query = new Query(model, 3, 5);
    private final CandidateTable table = new CandidateTable(6, 1, 0);

    @Test
    void ranksTheUnionOfWhatTheSourcesOffer() {
        RankingPipeline pipeline = pipeline(List.of(source(4, 1, 9), source(1, 7)), List.of());

        assertThat(rank(pipeline, 10)).containsExactly(9, 7, 4, 1);
        assertThat(table.size()).isEqualTo(4);
        assertThat(table.sources(table.placeOf(1))).isEqualTo(0b11);
        assertThat(table.sources(table.placeOf(7))).isEqualTo(0b10);
        assertThat(rank(pipeline, 2)).containsExactly(9, 7);
    }

    @Test
    void sourcesThatComeFirstHaveTheFirstSay() {
        RankingPipeline pipeline = pipeline(List.of(source(1, 2, 3, 4), source(3, 8, 9, 10)), List.of());

        assertThat(rank(pipeline, 10)).containsExactly(9, 8, 4, 3, 2, 1);
    }

    @Test
    void whatAFilterRejectsTakesNoRoom() {
        RankingPipeline pipeline = pipeline(
                List.of(source(1, 2, 3, 4, 5, 6, 7, 8, 9)),
                List.of(keeping("odd", row -> row % 2 == 0), keeping("four", row -> row != 4)));

        assertThat(rank(pipeline, 10)).containsExactly(8, 6, 2);
    }

    @Test
    void itemsAreRemovedOnceAndByTheFirstFilterThatDoesNotKeepThem() {
        RankingPipeline pipeline = pipeline(
                List.of(source(1, 4, 6, 1), source(4, 1, 7)),
                List.of(keeping("odd", row -> row % 2 == 0), keeping("four or odd", row -> row != 4 && row % 2 == 0)));
        pipeline.filters().record(true);

        for (int time = 0; time < 2; time++) {
            assertThat(rank(pipeline, 10)).containsExactly(6);
            FilterChain filters = pipeline.filters();
            assertThat(IntStream.range(0, filters.removed()).mapToObj(filters::removedRow))
                    .containsExactly(1, 4, 7);
            assertThat(IntStream.range(0, filters.removed()).mapToObj(filters::reason))
                    .containsExactly("odd", "four or odd", "odd");
        }
    }

    @Test
    void aSourceThatFailsLeavesTheAnswerToTheOthers() {
        CandidateSource failing = new CandidateSource() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public void offer(Query asked, Candidates candidates) {
                candidates.offer(5);
                throw new IllegalStateException("no luck");
            }
        };
        RankingPipeline pipeline = pipeline(List.of(failing, source(1, 2)), List.of());

        assertThat(rank(pipeline, 10)).containsExactly(5, 2, 1);
        assertThat(pipeline.failures()).isEqualTo(1);
    }

    @Test
    void withoutCandidatesTheAnswerIsEmpty() {
        assertThat(rank(pipeline(List.of(source()), List.of()), 10)).isEmpty();
        assertThat(rank(pipeline(List.of(), List.of()), 10)).isEmpty();
    }

    @Test
    void amongEqualsTheItemFirstSeenWins() {
        Scorer flat = (candidates, scores) -> Arrays.fill(scores, 0, candidates.size(), 1f);
        RankingPipeline pipeline = new RankingPipeline(
                List.of(source(8, 2, 5, 1)),
                List.of(),
                List.of(ROW_NUMBER),
                List.of(),
                flat,
                new BestFirst(KernelProvider.create().scans()),
                6);

        assertThat(rank(pipeline, 3)).containsExactly(1, 2, 5);
    }

    private List<Integer> rank(RankingPipeline pipeline, int limit) {
        Selection chosen = new Selection();
        query.fill(new UserState(model.startOfUser(1), 5), 0, true, RowFilter.ALL, 0);
        table.clear();
        pipeline.rank(query, table, limit, chosen);
        return new ArrayList<>(
                IntStream.range(0, chosen.size()).mapToObj(chosen::row).toList());
    }

    private static RankingPipeline pipeline(List<CandidateSource> sources, List<CandidateFilter> filters) {
        return new RankingPipeline(
                sources,
                filters,
                List.of(ROW_NUMBER),
                List.of(),
                FIRST_FEATURE,
                new BestFirst(KernelProvider.create().scans()),
                6);
    }

    private static CandidateFilter keeping(String otherwise, IntPredicate kept) {
        return new CandidateFilter() {
            @Override
            public String reason(int row) {
                return otherwise;
            }

            @Override
            public boolean begin(Query asked) {
                return true;
            }

            @Override
            public boolean accepts(int row) {
                return kept.test(row);
            }
        };
    }

    private static CandidateSource source(int... rows) {
        return new CandidateSource() {
            @Override
            public String name() {
                return "listed";
            }

            @Override
            public void offer(Query asked, Candidates candidates) {
                for (int row : rows) {
                    candidates.offer(row);
                }
            }
        };
    }
}
