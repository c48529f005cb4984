package io.freshet.ranking.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SummaryTest {
    private static final long DAY_MS = 86_400_000;

    /** u meets a new item, then v both items; only the events of v on known items can have a rank. */
    private static final List<Interaction> FOUR =
            List.of(event("u", "a", 1), event("u", "b", 2), event("v", "a", 3), event("v", "b", 4));

    @Test
    void populationsAreAllEventsThoseOfKnownUsersAndThoseOfKnownUsersOnKnownItems() {
        Ranks ranks = ranks(FOUR, 0, 0, 0, 1);
        Summary summary = new Summary(ranks);
        Window all = Window.all(ranks.plan());

        assertThat(summary.of(all, Population.ALL).hitRate()).isEqualTo(1 / 4.0);
        assertThat(summary.of(all, Population.KU).hitRate()).isEqualTo(1 / 2.0);
        assertThat(summary.of(all, Population.KUKI).hitRate()).isEqualTo(1 / 1.0);
        assertThat(summary.of(all, Population.KUKI).events()).isEqualTo(1);
    }

    @Test
    void aSliceTakesEventsByWhatTheUserHadAndByHowOldTheItemWas() {
        List<Interaction> stream = new ArrayList<>();
        stream.add(event("other", "x", 0));
        for (int n = 0; n < 12; n++) {
            stream.add(event("u", "i" + n, 1 + n));
        }
        stream.add(event("u", "x", 3 * DAY_MS));
        stream.add(event("v", "x", 8 * DAY_MS));
        stream.add(event("w", "x", 40 * DAY_MS));
        Summary summary = new Summary(ranks(stream, new int[stream.size()]));

        assertThat(summary.of(Slice.USER_1_2).events()).isEqualTo(2);
        assertThat(summary.of(Slice.USER_3_9).events()).isEqualTo(7);
        assertThat(summary.of(Slice.USER_10).events()).isEqualTo(3);
        assertThat(summary.of(Slice.ITEM_NEW).events()).isEqualTo(13);
        assertThat(summary.of(Slice.ITEM_DAY).events()).isZero();
        assertThat(summary.of(Slice.ITEM_WEEK).events()).isEqualTo(1);
        assertThat(summary.of(Slice.ITEM_MONTH).events()).isEqualTo(1);
        assertThat(summary.of(Slice.ITEM_OLDER).events()).isEqualTo(1);
    }

    @Test
    void coldListsAreAveragedApart() {
        Ranks ranks = ranks(FOUR, 0, 0, 0, 0);
        ranks.setCold(0, 0);
        ranks.setCold(2, 1);
        Summary summary = new Summary(ranks);

        assertThat(summary.cold()).isEqualTo(new Accuracy(0.5, 0.5, 0.5, 0.5, 2));
        assertThat(summary.of(Window.all(ranks.plan()), Population.ALL).hitRate())
                .isZero();
    }

    @Test
    void theLastTenthIsRoundedDownAndDecilesCoverTheStreamOnce() {
        TestPlan plan = plan(29);

        assertThat(Window.lastTenth(plan)).isEqualTo(new Window(27, 29));
        List<Window> deciles = Window.deciles(plan);
        assertThat(deciles).hasSize(10);
        assertThat(deciles.get(0).from()).isZero();
        assertThat(deciles.get(9).to()).isEqualTo(29);
        for (int i = 1; i < 10; i++) {
            assertThat(deciles.get(i).from()).isEqualTo(deciles.get(i - 1).to());
        }
    }

    @Test
    void windowsSlideFromTheStartOfTheStreamToItsEnd() {
        assertThat(Window.sliding(plan(100), 0.5, 0.25))
                .containsExactly(new Window(0, 50), new Window(25, 75), new Window(50, 100));
        assertThat(Window.sliding(plan(100), 0.05, 0.01)).hasSize(96);
        assertThatThrownBy(() -> new Window(3, 2)).hasMessage("window 3 to 2: give 0 ≤ from ≤ to");
    }

    @Test
    void theDigestTellsRanksApart() {
        assertThat(ranks(FOUR, 0, 0, 0, 1).digest())
                .isEqualTo(ranks(FOUR, 0, 0, 0, 1).digest())
                .isNotEqualTo(ranks(FOUR, 0, 0, 1, 0).digest())
                .hasSize(64);
    }

    private static TestPlan plan(int events) {
        List<Interaction> stream = new ArrayList<>();
        for (int n = 0; n < events; n++) {
            stream.add(event("u" + n, "i", n));
        }
        return new TestPlan(Tested.stream(stream), Mode.G, Variant.I, 0);
    }

    private static Ranks ranks(List<Interaction> stream, int... byEvent) {
        Ranks ranks = new Ranks(new TestPlan(Tested.stream(stream), Mode.G, Variant.X, 0));
        for (int index = 0; index < byEvent.length; index++) {
            ranks.set(index, byEvent[index]);
        }
        return ranks;
    }

    private static Interaction event(String user, String item, long timeMs) {
        return Interaction.of(user + item + timeMs, user, item, 1f, timeMs);
    }
}
