package io.freshet.ranking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.simd.KernelProvider;
import io.freshet.features.Catalogue;
import io.freshet.features.RankerState;
import io.freshet.features.UserState;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RankerTest {
    private static final LearnerConfig LEARNER =
            LearnerConfig.builder().dimension(8).build();
    private static final int CONTEXT = LEARNER.contextLength();
    private static final int ITEMS = 150;

    private final ItemModel model = new ItemModel(LEARNER, KernelProvider.scalar());
    private final Ranker ranker = new Ranker(
            RankerConfig.DEFAULTS, CONTEXT, model, true, new RankerState(Ranker.layout(RankerConfig.DEFAULTS)));
    private final UserState ann = new UserState(model.startOfUser(1), 50);
    private final Selection chosen = new Selection();
    private long timeMs;

    @Test
    void whatFollowsTheLastItemComesFirstOnceItWasSeenOften() {
        model.rowOf(0, "bread");
        model.rowOf(1, "butter");
        for (int row = 2; row < 40; row++) {
            model.rowOf(row, "item" + row);
        }
        for (int n = 0; n < 200; n++) {
            UserState user = new UserState(model.startOfUser(100 + n), 50);
            take(user, "user" + n, 0);
            take(user, "user" + n, 1);
            take(user, "user" + n, 2 + n % 38);
        }
        take(ann, "ann", 0);

        assertThat(rank(ann, RowFilter.ALL, 1)).containsExactly(1);
    }

    @Test
    void whatIsFilteredIsNeverFound() {
        items();
        for (int n = 0; n < 300; n++) {
            take(ann, "ann", n % ITEMS);
        }

        assertThat(rank(ann, row -> row % 3 == 0, ITEMS))
                .hasSize(ITEMS / 3)
                .doesNotHaveDuplicates()
                .allMatch(row -> row % 3 == 0);
    }

    @Test
    void aListLongerThanThereAreCandidatesGetsMoreOfThem() {
        items();
        take(ann, "ann", 0);
        int usual = RankerConfig.DEFAULTS.candidates();

        assertThat(rank(ann, RowFilter.ALL, usual + 20)).hasSize(usual + 20).doesNotHaveDuplicates();
        assertThat(rank(ann, RowFilter.ALL, 10))
                .containsExactlyElementsOf(rank(ann, RowFilter.ALL, usual).subList(0, 10));
    }

    @Test
    void aGroupWhoseCandidatesAreGoneTeachesOnlyTheSignals() {
        items();
        take(ann, "ann", 0);
        timeMs += 1_000;
        ranker.learn("ann", ann, timeMs, true, 5, 1f);

        assertThat(ranker.hasCandidate("ann", timeMs, 5)).isFalse();
        assertThat(ranker.droppedSteps()).isZero();
    }

    @Test
    void rankingAndLearningLeaveNothingForTheGarbageCollector() {
        items();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 50 && allocated >= 4 * 1024; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int n = 0; n < 500; n++) {
                take(ann, "ann", (n * n + 7 * n) % ITEMS);
            }
            allocated = threads.getThreadAllocatedBytes(thread) - before;
        }

        assertThat(allocated).as("bytes for 500 events").isLessThan(4 * 1024);
    }

    @Test
    void declaredFeaturesAreReadWithoutLeavingAnything() {
        items();
        DeclaredConfig config = SampleDeclared.all();
        RankerState state = new RankerState(Ranker.layout(RankerConfig.DEFAULTS, config));
        DeclaredFeatures declared = new DeclaredFeatures(config, state);
        Ranker looking = new Ranker(
                RankerConfig.DEFAULTS, CONTEXT, model, true, state, new Catalogue(), declared, FeedbackConfig.DEFAULTS);
        for (int row = 0; row < ITEMS; row++) {
            take(ann, "ann", row);
            declared.add(ann, 1, model.index().key(row), model.index().id(row), row, "view", timeMs);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 50 && allocated >= 4 * 1024; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int n = 0; n < 500; n++) {
                timeMs += 1_000;
                looking.rankGroup("ann", ann, timeMs, true, RowFilter.ALL, 0, 100, chosen);
                looking.learn("ann", ann, timeMs, true, chosen.row(n % 50), 1f);
            }
            allocated = threads.getThreadAllocatedBytes(thread) - before;
        }

        assertThat(allocated).as("bytes for 500 events").isLessThan(4 * 1024);
        assertThat(looking.explain(chosen.row(0)).features())
                .extracting(Explanation.Feature::name)
                .contains("user_item_views", "item_heat")
                .containsExactlyElementsOf(looking.features());
    }

    private void items() {
        for (int row = 0; row < ITEMS; row++) {
            model.rowOf(row, "item" + row);
        }
    }

    private void take(UserState user, String userId, int row) {
        timeMs += 1_000;
        if (user.events() > 0) {
            ranker.rankGroup(userId, user, timeMs, true, RowFilter.ALL, 0, 100, chosen);
            ranker.rank(user, timeMs, RowFilter.ALL, 0, 10, chosen);
        }
        ranker.learn(userId, user, timeMs, true, row, 1f);
        user.recent().add(model.index().key(row), timeMs);
        user.countEvent();
    }

    private List<Integer> rank(UserState user, RowFilter filter, int limit) {
        ranker.rank(user, timeMs + 1_000, filter, 0, limit, chosen);
        return IntStream.range(0, chosen.size()).mapToObj(chosen::row).toList();
    }
}
