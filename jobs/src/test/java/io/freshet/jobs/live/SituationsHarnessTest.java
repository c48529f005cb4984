package io.freshet.jobs.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.LearnerConfig;
import io.freshet.features.LoopConfig;
import io.freshet.features.RowDelta;
import io.freshet.jobs.config.JobConfig;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.ItemState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Jobs that have vectors of situations in one life and none in another. */
final class SituationsHarnessTest {
    private static final long CLOCK = 1_700_000_000_000L;
    private static final String SITUATION = "\0situation:";
    private static final JobConfig WITH = config(true);
    private static final JobConfig WITHOUT = config(false);
    private static final List<Interaction> STREAM = SmallStream.of(51, 900);

    @Test
    void aJobWithoutThemHasNoSuchRowsAndARestoredOneBeginsThem() throws Exception {
        OperatorSubtaskState saved;
        OperatorSubtaskState savedRows;
        try (PersonalizeHarness learner = PersonalizeHarness.start(WITHOUT);
                OwnerHarness owner = OwnerHarness.start(WITHOUT, CLOCK)) {
            learner.sendAll(STREAM.subList(0, 300));
            saved = learner.checkpoint();
            add(learner.deltas(), owner);
            savedRows = owner.checkpoint();
            assertThat(situations(owner)).isEmpty();
        }
        try (PersonalizeHarness learner = PersonalizeHarness.restore(WITH, 1, 0, saved);
                OwnerHarness owner = OwnerHarness.restore(WITH, CLOCK + 1, 1, 0, savedRows)) {
            learner.sendAll(STREAM.subList(300, 600));
            learner.checkpoint();

            add(learner.deltas(), owner);

            Map<String, ItemState> rows = situations(owner);
            assertThat(rows).hasSizeGreaterThan(5).containsKey(SITUATION + "gap:0");
            assertThat(rows.values()).allSatisfy(row -> {
                assertThat(row.weights()).hasSize(LearnerConfig.DEFAULTS.dimension());
                assertThat(requireNonNull(row.weightAccumulators())[0]).isPositive();
            });
        }
    }

    @Test
    void whileThereAreNoneTheOwnerKeepsThemForWhenThereAreAgain() throws Exception {
        OperatorSubtaskState saved;
        OperatorSubtaskState savedRows;
        Map<String, ItemState> before;
        try (PersonalizeHarness learner = PersonalizeHarness.start(WITH);
                OwnerHarness owner = OwnerHarness.start(WITH, CLOCK)) {
            learner.sendAll(STREAM.subList(0, 300));
            saved = learner.checkpoint();
            add(learner.deltas(), owner);
            savedRows = owner.checkpoint();
            before = situations(owner);
            assertThat(before).hasSizeGreaterThan(5);
        }
        try (PersonalizeHarness learner = PersonalizeHarness.restore(WITHOUT, 1, 0, saved);
                OwnerHarness owner = OwnerHarness.restore(WITHOUT, CLOCK + 1, 1, 0, savedRows)) {
            for (ItemState row : situations(owner).values()) {
                learner.send(row);
            }
            learner.sendAll(STREAM.subList(300, 600));
            saved = learner.checkpoint();
            assertThat(learner.deltas()).noneMatch(delta -> delta.rowId().startsWith(SITUATION));
        }
        try (PersonalizeHarness learner = PersonalizeHarness.restore(WITH, 1, 0, saved);
                OwnerHarness owner = OwnerHarness.restore(WITH, CLOCK + 2, 1, 0, savedRows)) {
            Map<String, ItemState> again = situations(owner);
            for (ItemState row : again.values()) {
                learner.send(row);
            }
            assertThat(again.keySet()).isEqualTo(before.keySet());
            assertThat(again.values()).allSatisfy(row -> assertThat(row)
                    .usingRecursiveComparison()
                    .ignoringFields("version", "covers")
                    .isEqualTo(before.get(row.rowId())));
            learner.sendAll(STREAM.subList(600, 900));
            learner.checkpoint();
            assertThat(learner.deltas()).anyMatch(delta -> delta.rowId().startsWith(SITUATION));
        }
    }

    private static JobConfig config(boolean situations) {
        LearnerConfig learner = LearnerConfig.builder().situations(situations).build();
        return JobConfig.builder("no-broker:9092")
                .engine(RecommenderConfig.of(learner, false), new LoopConfig(25, 100))
                .build();
    }

    private static void add(List<RowDelta> deltas, OwnerHarness owner) throws Exception {
        for (RowDelta delta : deltas) {
            owner.add(delta);
        }
    }

    /** The rows of situations as the owner publishes them last; it does nothing after that. */
    private static Map<String, ItemState> situations(OwnerHarness owner) throws Exception {
        owner.finish();
        Map<String, ItemState> situations = new HashMap<>();
        for (ItemState row : owner.rows()) {
            if (row.rowId().startsWith(SITUATION)) {
                situations.put(row.rowId(), row);
            }
        }
        return situations;
    }
}
