package io.freshet.jobs.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.StableHash;
import io.freshet.features.RowDelta;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureEvent;
import io.freshet.features.declared.FeaturePlan;
import io.freshet.features.declared.FeatureTable;
import io.freshet.features.declared.FlatFeatures;
import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.config.Settings;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.ItemState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Declared features of items between the live job's operators. */
final class ItemFeaturesHarnessTest {
    private static final long CLOCK = 1_700_000_000_000L;
    private static final int LEARNERS = 3;
    private static final String FEATURES =
            """
              clicks: {entity: item, aggregation: count}
              viewed: {entity: item, aggregation: count, events: [view], window: 1d}
              seekers: {entity: item, aggregation: distinct, window: 2d}
              hot: {entity: item, aggregation: decayed_count, half-life: 2h}
              bought: {entity: item, aggregation: ratio, events: [interaction], of: [view]}
            """;

    @TempDir
    private Path dir;

    @Test
    void theOwnerHoldsTheStatesOfAllEventsWhoeverLearnedFromThem() throws Exception {
        JobConfig config = config(FEATURES);
        List<Interaction> stream = stream(51, 800);
        Map<String, ItemState> newest = new HashMap<>();
        List<PersonalizeHarness> learners = new ArrayList<>();
        try (OwnerHarness owner = OwnerHarness.start(config, CLOCK)) {
            for (int number = 0; number < LEARNERS; number++) {
                learners.add(PersonalizeHarness.start(config, LEARNERS, number));
            }
            SplittableRandom random = new SplittableRandom(1);
            for (Interaction event : stream) {
                learners.get(Subtasks.of(event.userId(), LEARNERS)).send(event);
                PersonalizeHarness pushing = learners.get(random.nextInt(LEARNERS));
                if (random.nextInt(20) == 0) {
                    pushing.tick();
                }
                for (RowDelta delta : pushing.deltas()) {
                    owner.add(delta);
                }
                if (random.nextInt(10) == 0) {
                    publish(owner, newest, learners);
                }
            }
            for (PersonalizeHarness learner : learners) {
                learner.finish();
                for (RowDelta delta : learner.deltas()) {
                    owner.add(delta);
                }
            }
            publish(owner, newest, learners);
        } finally {
            for (PersonalizeHarness learner : learners) {
                learner.close();
            }
        }
        assertStatesOfAll(config, stream, newest);
    }

    private static void publish(OwnerHarness owner, Map<String, ItemState> newest, List<PersonalizeHarness> learners)
            throws Exception {
        owner.waitMs(1_000);
        for (ItemState row : owner.rows()) {
            newest.put(row.rowId(), row);
            for (PersonalizeHarness learner : learners) {
                learner.send(row);
            }
        }
    }

    private static void assertStatesOfAll(JobConfig config, List<Interaction> stream, Map<String, ItemState> newest) {
        FeaturePlan plan = FeaturePlan.of(config.recommender().declared().definitions());
        FeatureTable oracle = new FeatureTable(plan.of(Entity.ITEM), key -> {});
        Map<String, Long> counts = new HashMap<>();
        for (Interaction event : stream) {
            oracle.add(StableHash.of(event.itemId()), of(event, plan));
            counts.merge(event.itemId(), 1L, Long::sum);
        }
        String prefix = prefix(newest);
        counts.forEach((item, count) -> {
            ItemState row = requireNonNull(newest.get(prefix + item), item);
            assertThat(row.features())
                    .as(item)
                    .isEqualTo(FlatFeatures.of(requireNonNull(oracle.state(StableHash.of(item)))));
            assertThat(row.count()).isEqualTo(count);
        });
        assertThat(counts).hasSizeGreaterThan(60);
    }

    private static FeatureEvent of(Interaction event, FeaturePlan plan) {
        return new FeatureEvent(
                StableHash.of(event.userId()),
                StableHash.of(event.itemId()),
                StableHash.of(event.eventId()),
                plan.typeOf(event.type()),
                FeatureEvent.NO_VALUE,
                event.eventTimeMs(),
                0);
    }

    @Test
    void afterARestoreOfBothEveryRankIsThatOfTheUninterruptedJob() throws Exception {
        JobConfig config = config(FEATURES);
        List<Interaction> stream = stream(52, 1600);
        try (PersonalizeHarness learner = PersonalizeHarness.start(config);
                OwnerHarness owner = OwnerHarness.start(config, CLOCK)) {
            learner.sendAll(stream.subList(0, 1000));
            OperatorSubtaskState saved = learner.checkpoint();
            for (RowDelta delta : learner.deltas()) {
                owner.add(delta);
            }
            OperatorSubtaskState savedRows = owner.checkpoint();
            try (PersonalizeHarness restored = PersonalizeHarness.restore(config, 1, 0, saved);
                    OwnerHarness restoredOwner = OwnerHarness.restore(config, CLOCK + 1, 1, 0, savedRows)) {
                restoredOwner.finish();
                int published = 0;
                for (ItemState row : restoredOwner.rows()) {
                    if (row.features() != null) {
                        restored.send(row);
                        published++;
                    }
                }
                assertThat(published).isGreaterThan(60);
                long savedMs = stream.get(999).eventTimeMs();
                int tested = 0;
                for (Interaction event : stream.subList(1000, 1600)) {
                    int rank = learner.send(event).rank();
                    int again = restored.send(event).rank();
                    if (event.eventTimeMs() != savedMs && rank > 0) {
                        assertThat(again).as("%s", event).isEqualTo(rank);
                        tested++;
                    }
                }
                assertThat(tested).isGreaterThan(150);
            }
        }
    }

    @Test
    void aRestoredOwnerRemovesRowsOfFeaturesThatAreDeclaredOtherwise() throws Exception {
        JobConfig config = config(FEATURES);
        OperatorSubtaskState savedRows;
        Set<String> rows = new HashSet<>();
        try (PersonalizeHarness learner = PersonalizeHarness.start(config);
                OwnerHarness owner = OwnerHarness.start(config, CLOCK)) {
            learner.sendAll(stream(53, 200));
            learner.finish();
            for (RowDelta delta : learner.deltas()) {
                owner.add(delta);
                rows.add(delta.rowId());
            }
            savedRows = owner.checkpoint();
        }
        Set<String> ofFeatures = new HashSet<>(rows);
        ofFeatures.removeIf(row -> !row.startsWith("\0item-features:"));
        assertThat(ofFeatures).hasSizeGreaterThan(20);
        OperatorSubtaskState without;
        try (OwnerHarness other =
                OwnerHarness.restore(config(FEATURES.replace("2h", "3h")), CLOCK + 1, 1, 0, savedRows)) {
            other.finish();
            Set<String> removed = new HashSet<>();
            other.rows().stream().filter(ItemState::isRemoved).forEach(row -> removed.add(row.rowId()));
            assertThat(removed).isEqualTo(ofFeatures);
            without = other.checkpoint();
        }
        try (OwnerHarness again = OwnerHarness.restore(config, CLOCK + 2, 1, 0, without)) {
            again.finish();
            assertThat(again.rows()).hasSize(rows.size() - ofFeatures.size()).noneMatch(row -> row.features() != null);
        }
    }

    @Test
    void aJobThatStartsFromTheTopicTakesFeaturesUpOrDeletesThem() throws Exception {
        JobConfig config = config(FEATURES);
        Map<String, ItemState> rows = new HashMap<>();
        try (PersonalizeHarness learner = PersonalizeHarness.start(config);
                OwnerHarness owner = OwnerHarness.start(config, CLOCK)) {
            learner.sendAll(stream(54, 300));
            learner.finish();
            for (RowDelta delta : learner.deltas()) {
                owner.add(delta);
            }
            owner.finish();
            owner.rows().forEach(row -> rows.put(row.rowId(), row));
        }
        ListedRows topic = ListedRows.of(StartMode.TOPIC, new ArrayList<>(rows.values()));
        try (OwnerHarness adopting = OwnerHarness.start(config, CLOCK + 5, topic.submitted(), 1, 0)) {
            adopting.finish();
            assertThat(adopting.rows()).hasSize(rows.size()).allSatisfy(row -> assertThat(row.features())
                    .isEqualTo(requireNonNull(rows.get(row.rowId())).features()));
        }
        ListedRows others = ListedRows.of(StartMode.TOPIC, new ArrayList<>(rows.values()));
        try (OwnerHarness adopting =
                OwnerHarness.start(config(FEATURES.replace("1d", "3d")), CLOCK + 5, others.submitted(), 1, 0)) {
            adopting.finish();
            assertThat(adopting.rows()).noneMatch(row -> row.features() != null);
            assertThat(others.deleted()).hasSizeGreaterThan(20).allMatch(row -> row.startsWith("\0item-features:"));
        }
    }

    /** Its first events are in no row: neither in the item's nor in that of its features. */
    @Test
    void anItemThatIsNotAdmittedHasNoFeatures() throws Exception {
        JobConfig config = config(FEATURES, "items.admission-events=3");
        try (PersonalizeHarness learner = PersonalizeHarness.start(config)) {
            for (int n = 0; n < 3; n++) {
                assertThat(learner.deltas())
                        .filteredOn(delta -> delta.rowId().endsWith("tea"))
                        .isEmpty();
                learner.send(Learned.event("u" + n, "tea", CLOCK + n));
            }
            learner.finish();
            assertThat(learner.deltas())
                    .filteredOn(delta -> delta.rowId().endsWith("tea"))
                    .extracting(RowDelta::rowId)
                    .hasSize(2) // the other one is of its features
                    .contains("tea")
                    .anyMatch(row -> row.startsWith("\0item-features:"));
        }
    }

    private static String prefix(Map<String, ItemState> rows) {
        String any = rows.keySet().stream()
                .filter(row -> row.startsWith("\0item-features:"))
                .findFirst()
                .orElseThrow();
        return any.substring(0, any.lastIndexOf(':') + 1);
    }

    private JobConfig config(String features, String... settings) throws IOException {
        Path file = Files.createTempFile(dir, "features", ".yaml");
        Files.writeString(file, "features:\n" + features);
        List<String> assignments = new ArrayList<>(List.of("events.view=0", "features.file=" + file));
        assignments.addAll(List.of(settings));
        return JobConfig.builder("no-broker:9092")
                .settings(Settings.load(null, assignments), true)
                .build();
    }

    /** Half of the events are views, which are passed over but for the features. */
    private static List<Interaction> stream(long seed, int events) {
        List<Interaction> stream = new ArrayList<>();
        for (Interaction event : SmallStream.of(seed, events)) {
            stream.add(stream.size() % 2 == 0 ? view(event) : event);
        }
        return stream;
    }

    private static Interaction view(Interaction event) {
        return new Interaction(
                event.eventId(), event.userId(), event.itemId(), "view", 1f, event.eventTimeMs(), null, null, Map.of());
    }
}
