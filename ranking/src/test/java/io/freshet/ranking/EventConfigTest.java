package io.freshet.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EventConfigTest {
    private static final EventConfig CONFIG = new EventConfig(0.5f, 0f, 2f, 3f, 1f, -1f, 1f, 0f);

    @Test
    void whateverUsersWantCountsTheSameByDefaultAndADislikeIsOne() {
        for (String type : List.of("interaction", "view", "click", "cart", "purchase", "rating", "play")) {
            assertThat(EventConfig.DEFAULTS.strength(type, 1f)).as(type).isEqualTo(1f);
        }
        assertThat(EventConfig.DEFAULTS.strength("dislike", 1f)).isEqualTo(-1f);
    }

    @Test
    void theStrengthIsTheProductOfBothWeights() {
        assertThat(CONFIG.strength("view", 1f)).isEqualTo(0.5f);
        assertThat(CONFIG.strength("cart", 1.5f)).isEqualTo(3f);
        assertThat(CONFIG.strength("play", 0.25f)).isEqualTo(0.25f);
        assertThat(CONFIG.strength("click", 5f)).isZero();
        assertThat(CONFIG.strength("view", 0f)).isZero();
        assertThat(CONFIG.strength("purchase", Float.MAX_VALUE)).isEqualTo(10f);
    }

    @Test
    void oneWeightBelowZeroMakesADislikeAndSoDoBoth() {
        assertThat(CONFIG.strength("cart", -1f)).isEqualTo(-2f);
        assertThat(CONFIG.strength("dislike", 2f)).isEqualTo(-2f);
        assertThat(CONFIG.strength("dislike", -2f)).isEqualTo(-2f);
        assertThat(CONFIG.strength("click", -1f)).isZero();
    }

    @Test
    void weightsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new EventConfig(1f, 1f, 1f, 11f, 1f, -1f, 1f, 0f))
                .hasMessage("purchase is 11.0: set it between -10 and 10, below 0 for a dislike and 0 for nothing");
        assertThatThrownBy(() -> new EventConfig(Float.NaN, 1f, 1f, 1f, 1f, -1f, 1f, 0f))
                .hasMessageStartingWith("view is NaN");
        assertThatThrownBy(() -> EventConfig.DEFAULTS.withDislikeRate(-0.5f))
                .hasMessage(
                        "dislikeRate is -0.5: set it between 0 and 10, 0 only keeps disliked items out of the lists");
    }

    @Test
    void settingsThatTellOtherEventsApartAreKnown() {
        assertThat(CONFIG.tellsApartAs(new EventConfig(1f, 0f, 9f, 3f, 1f, -3f, 1f, 1f)))
                .isTrue();
        assertThat(CONFIG.tellsApartAs(EventConfig.DEFAULTS)).as("clicks count").isFalse();
        assertThat(CONFIG.tellsApartAs(new EventConfig(0.5f, 0f, 2f, 3f, 1f, 1f, 1f, 0f)))
                .as("dislikes are wanted")
                .isFalse();
    }
}
