package io.freshet.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.demo.Spotlight.Scene;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.RecommendedItem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SpotlightTest {
    private final Spotlight spotlight = new Spotlight();

    @Test
    void isEmptyBeforeTheFirstClick() {
        assertThat(spotlight.scene(0)).isNull();
    }

    @Test
    void followsTheBusiestUserAndStaysForAWhile() {
        click("quiet", "a");
        click("busy", "b");
        click("busy", "c");
        assertThat(scene(0).userId()).isEqualTo("busy");
        click("quiet", "d");
        click("quiet", "e");
        assertThat(scene(Spotlight.STAY_MS - 1).userId()).isEqualTo("busy");
        assertThat(scene(Spotlight.STAY_MS).userId()).isEqualTo("quiet");
    }

    @Test
    void showsClicksNewestFirstAndTheLastTwoLists() {
        click("u", "a");
        spotlight.list(list("x", "y"));
        click("u", "b");
        spotlight.list(list("y", "z"));
        assertThat(scene(0)).isEqualTo(new Scene("u", 2, List.of("b", "a"), List.of("y", "z"), List.of("x", "y")));
    }

    private void click(String user, String item) {
        spotlight.click(user, item);
    }

    private Scene scene(long nowMs) {
        return Objects.requireNonNull(spotlight.scene(nowMs));
    }

    private static Recommendations list(String... items) {
        List<RecommendedItem> places = Arrays.stream(items)
                .map(item -> new RecommendedItem(item, 1, List.of("test"), 1, Map.of()))
                .toList();
        return new Recommendations("r" + items[0], "u", Recommendations.INTERACTION, "e", 0, "m", null, places);
    }
}
