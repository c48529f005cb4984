package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.RowDelta;
import io.freshet.jobs.config.JobConfig;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.ItemState;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What the loop carries when one item has half of all events: two learners add up what happens to it between two pushes, and
 * the owner what comes between two publications.
 */
class HotItemHarnessTest {
    private static final long T = 1_600_000_000_000L;
    private static final int EVENTS = 1600;
    private static final int ITEMS = 400;
    private static final int PUSH_EVENTS = 25;
    private static final int EVENTS_OF_A_TICK = 100;
    private static final String HOT = "hot";
    private static final JobConfig CONFIG = JobConfigs.withLoop(PUSH_EVENTS, 4);

    @Test
    void anItemWithHalfOfAllEventsIsPushedOnceAPushAndPublishedOnceATickSoTheLoopCarriesLess() throws Exception {
        Carried hot = carried(stream(true));
        Carried even = carried(stream(false));

        int pushes = EVENTS / PUSH_EVENTS + 2; // of both learners, and the last one of each
        int ticks = EVENTS / EVENTS_OF_A_TICK + 1;
        assertThat(hot.pushedHot).isBetween(pushes / 2, pushes);
        assertThat(hot.publishedHot).isEqualTo(ticks);
        assertThat(hot.countOfHot).isEqualTo(EVENTS / 2);
        assertThat(even.countOfHot).isZero();
        assertThat(hot.pushed).isLessThan(even.pushed);
        assertThat(hot.published).isLessThan(even.published);
    }

    /** Every user comes twice; every second event is of the hot item, or else of any. */
    private static List<Interaction> stream(boolean hot) {
        SplittableRandom random = new SplittableRandom(71);
        List<Interaction> stream = new ArrayList<>();
        for (int n = 0; n < EVENTS; n++) {
            String any = "item" + random.nextInt(ITEMS);
            String item = hot && n % 2 == 0 ? HOT : any;
            stream.add(Interaction.of("e" + n, "user" + n / 2, item, 1f, T + 1000L * n));
        }
        return stream;
    }

    private static Carried carried(List<Interaction> stream) throws Exception {
        Carried carried = new Carried();
        try (PersonalizeHarness first = PersonalizeHarness.start(CONFIG, 2, 0);
                PersonalizeHarness second = PersonalizeHarness.start(CONFIG, 2, 1);
                OwnerHarness owner = OwnerHarness.start(CONFIG, T)) {
            List<PersonalizeHarness> learners = List.of(first, second);
            for (int n = 0; n < stream.size(); n++) {
                Interaction event = stream.get(n);
                PersonalizeHarness learner = learners.get(Subtasks.of(event.userId(), 2));
                learner.send(event);
                carried.push(learner.deltas(), owner);
                if ((n + 1) % EVENTS_OF_A_TICK == 0) {
                    carried.publish(owner, learners);
                }
            }
            for (PersonalizeHarness learner : learners) {
                learner.finish();
                carried.push(learner.deltas(), owner);
            }
            carried.publish(owner, learners);
        }
        return carried;
    }

    /** Rows that went through the loop. */
    private static final class Carried {
        private int pushed;
        private int pushedHot;
        private int published;
        private int publishedHot;
        private long countOfHot;

        void push(List<RowDelta> deltas, OwnerHarness owner) throws Exception {
            for (RowDelta delta : deltas) {
                pushed++;
                pushedHot += delta.rowId().equals(HOT) ? 1 : 0;
                owner.add(delta);
            }
        }

        void publish(OwnerHarness owner, List<PersonalizeHarness> learners) throws Exception {
            owner.waitMs(PublishQueue.TICK_MS);
            for (ItemState row : owner.rows()) {
                published++;
                if (row.rowId().equals(HOT)) {
                    publishedHot++;
                    countOfHot = row.count();
                }
                for (PersonalizeHarness learner : learners) {
                    learner.send(row);
                }
            }
        }
    }
}
