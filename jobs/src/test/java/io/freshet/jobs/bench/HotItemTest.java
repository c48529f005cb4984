package io.freshet.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Interaction;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HotItemTest {
    private static final List<Interaction> EVENTS = IntStream.range(0, 10_000)
            .mapToObj(n -> Interaction.of("event-" + n, "user-" + n % 70, "item-" + n % 300, 2f, n))
            .toList();

    @ParameterizedTest(name = "{0} of the events")
    @ValueSource(doubles = {0, 0.1, 0.5, 1})
    void soManyEventsAreOnTheHotItem(double share) {
        long hot = EVENTS.stream()
                .map(event -> HotItem.heat(event, share))
                .filter(event -> event.itemId().equals(HotItem.ID))
                .count();
        assertThat(hot / 10_000.0).isBetween(share - 0.02, share + 0.02);
    }

    @Test
    void nothingElseOfAnEventChanges() {
        for (Interaction event : EVENTS) {
            Interaction heated = HotItem.heat(event, 0.5);
            assertThat(heated)
                    .usingRecursiveComparison()
                    .ignoringFields("itemId")
                    .isEqualTo(event);
            assertThat(heated.itemId()).isIn(event.itemId(), HotItem.ID);
            assertThat(HotItem.heat(event, 0.5)).isEqualTo(heated);
        }
    }
}
