package io.freshet.jobs.live;

import static io.freshet.jobs.live.Learned.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.RowDelta;
import io.freshet.features.RowLayout;
import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.config.Settings;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.ItemState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Items that nobody wants any more, between one learner and the owner. */
class ItemExpiryHarnessTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long T = 1_600_000_000_000L / DAY * DAY;
    private static final JobConfig EMBEDDING = config("embedding");
    private static final JobConfig RANKER = config("ranker");

    private static JobConfig config(String model) {
        Settings settings = Settings.load(null, List.of("items.expiry-days=1", "serving.model=" + model));
        return JobConfig.builder("no-broker:9092").settings(settings, true).build();
    }

    private static List<Interaction> stream(int events) {
        SplittableRandom random = new SplittableRandom(8);
        List<Interaction> stream = new ArrayList<>();
        for (int n = 0; n < events; n++) {
            String item = "i" + Math.max(0, n / 5 - random.nextInt(30));
            stream.add(event("u" + random.nextInt(20), item, T + n * DAY / 100));
        }
        return stream;
    }

    @Test
    void theOwnerIsToldAfterWhatWasNotPushedAndBeforeWhatBeginsAnew() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(EMBEDDING)) {
            learner.send(event("u", "a", T));
            learner.send(event("v", "b", T + DAY - 1));
            assertThat(learner.send(event("u", "a", T + DAY)).knownItem()).isFalse();
            learner.finish();

            List<RowDelta> ofItem = learner.deltas().stream()
                    .filter(delta -> delta.rowId().equals("a"))
                    .toList();
            assertThat(ofItem).extracting(RowDelta::removal).containsExactly(false, true, false);
            assertThat(ofItem).extracting(RowDelta::count).containsExactly(1L, 0L, 1L);
            assertThat(ofItem).extracting(RowDelta::eventTimeMs).containsExactly(T, T + DAY, T + DAY);
        }
    }

    @Test
    void whatTheOwnerPublishedBeforeItWasToldBringsNothingBack() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(EMBEDDING);
                OwnerHarness owner = OwnerHarness.start(EMBEDDING, T)) {
            learner.send(event("u", "a", T));
            learner.tick();
            ItemState late = owner.send(ofItem(learner.deltas(), "a"));
            learner.send(event("v", "b", T + DAY));
            learner.send(late);

            assertThat(learner.send(event("v", "a", T + DAY + 1)).knownItem()).isFalse();
            learner.send(late);
            learner.send(ItemState.removed("a"));
            assertThat(learner.send(event("u", "a", T + DAY + 2)).knownItem()).isTrue();
        }
    }

    @Test
    void whatTheOwnerRemovedForAnotherLearnerGoesWithTheNextStep() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(EMBEDDING);
                OwnerHarness owner = OwnerHarness.start(EMBEDDING, T)) {
            learner.send(event("u", "a", T));
            learner.tick();
            learner.send(owner.send(ofItem(learner.deltas(), "a")));
            learner.send(ItemState.removed("a"));

            assertThat(learner.send(event("v", "a", T + DAY / 16)).knownItem()).isFalse();
        }
    }

    @Test
    void whatTheOwnerRemovedButSomebodyTouchesStaysAndIsTheOwnersNext() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(EMBEDDING);
                OwnerHarness owner = OwnerHarness.start(EMBEDDING, T)) {
            learner.send(event("u", "a", T));
            learner.tick();
            learner.send(owner.send(ofItem(learner.deltas(), "a")));
            learner.send(ItemState.removed("a"));
            assertThat(learner.send(event("v", "a", T + 1)).knownItem()).isTrue();
            learner.tick();
            RowDelta touched = ofItem(learner.deltas(), "a");
            assertThat(touched.count()).isEqualTo(1);
            assertThat(touched.eventTimeMs()).isEqualTo(T + 1);
            assertThat(learner.send(event("u", "a", T + DAY / 16)).knownItem()).isTrue();
        }
    }

    @Test
    void whatAnotherLearnerKeepsAliveComesBack() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(EMBEDDING);
                OwnerHarness owner = OwnerHarness.start(EMBEDDING, T)) {
            learner.send(event("u", "a", T));
            learner.tick();
            owner.send(ofItem(learner.deltas(), "a"));
            owner.send(byAnother("a", T + DAY - 1)); // is still on its way
            learner.send(event("v", "b", T + DAY));
            learner.finish();
            learner.deltas().stream().filter(delta -> delta.rowId().equals("a")).forEach(delta -> add(owner, delta));
            owner.waitMs(PublishQueue.TICK_MS);
            List<ItemState> published = owner.rows();
            assertThat(published).singleElement().satisfies(row -> assertThat(row.count())
                    .isEqualTo(2));
            learner.send(published.get(0));

            assertThat(learner.send(event("v", "a", T + DAY + 1)).knownItem()).isTrue();
        }
    }

    @Test
    void afterARestoreItemsExpireAsWithoutIt() throws Exception {
        List<Interaction> stream = stream(1200);
        try (PersonalizeHarness learner = PersonalizeHarness.start(RANKER)) {
            learner.sendAll(stream.subList(0, 700));
            OperatorSubtaskState saved = learner.checkpoint();
            int known = 0;
            try (PersonalizeHarness restored = PersonalizeHarness.restore(RANKER, 1, 0, saved)) {
                for (Interaction event : stream.subList(700, 1200)) {
                    boolean isKnown = learner.send(event).knownItem();
                    assertThat(restored.send(event).knownItem()).as("%s", event).isEqualTo(isKnown);
                    known += isKnown ? 1 : 0;
                }
            }
            assertThat(known).isBetween(200, 495);
        }
    }

    private static RowDelta ofItem(List<RowDelta> deltas, String item) {
        return deltas.stream()
                .filter(delta -> delta.rowId().equals(item))
                .findFirst()
                .orElseThrow();
    }

    private static RowDelta byAnother(String item, long timeMs) {
        return new RowDelta(item, 1, 9, 1, new float[RowLayout.PARTS][], 1, timeMs);
    }

    private static void add(OwnerHarness owner, RowDelta delta) {
        try {
            owner.add(delta);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
