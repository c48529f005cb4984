package io.freshet.ranking.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecordedStreamTest {
    @Test
    void givesBackWhatWasAddedAndNumbersByFirstAppearance() {
        List<Interaction> events = new ArrayList<>();
        for (String id : List.of("r1", "r02", "r", "x7", "r123456789012345678", "r1234567890123456789", "r0", "é")) {
            events.add(Interaction.of(id, "user " + events.size() % 3, "item " + events.size() % 2, 1f, events.size()));
        }
        for (int n = 0; n < 200; n++) {
            events.add(Interaction.of("r" + n, "u" + n, "i" + n % 7, 1f, 100 + n));
        }

        RecordedStream stream = Tested.stream(events);

        assertThat(stream.size()).isEqualTo(208);
        for (int index = 0; index < events.size(); index++) {
            assertThat(stream.interaction(index)).isEqualTo(events.get(index));
        }
        assertThat(stream.users()).isEqualTo(203);
        assertThat(stream.items()).isEqualTo(9);
        assertThat(stream.item(2)).isEqualTo(stream.item(0)).isZero();
        assertThat(stream.itemNumber("item 1")).isEqualTo(1);
        assertThat(stream.user(3)).isZero();
    }

    @Test
    void theDigestIsOfAllThatMakesTheRanks() {
        String digest = digest("e", "ab", "c", 1);

        assertThat(digest("e", "ab", "c", 1)).isEqualTo(digest);
        assertThat(digest("other", "ab", "c", 1)).isNotEqualTo(digest);
        assertThat(digest("e", "a", "bc", 1)).isNotEqualTo(digest);
        assertThat(digest("e", "ab", "c", 2)).isNotEqualTo(digest);
        Interaction view = new Interaction("e", "ab", "c", "view", 1f, 1, null, null, Map.of());
        Interaction heavy = Interaction.of("e", "ab", "c", 2f, 1);
        assertThat(Tested.stream(List.of(view)).sha256()).isNotEqualTo(digest);
        assertThat(Tested.stream(List.of(heavy)).sha256()).isNotEqualTo(digest);
        assertThat(digest("e", "ab", "c", 1))
                .as("as it was before types and weights counted")
                .isEqualTo("23d241e2f71b1bff2c5c4c9f6090a9b25f88e3628a0acb24efb4756e862269df");
    }

    @Test
    void typesAndWeightsAreKept() {
        Interaction dislike = new Interaction("e", "u", "i", "dislike", -0.5f, 1, null, null, Map.of());
        RecordedStream stream = Tested.stream(List.of(Interaction.of("d", "u", "i", 1f, 1), dislike));

        assertThat(stream.interaction(1)).isEqualTo(dislike);
        assertThat(stream.type(0)).isEqualTo(Interaction.DEFAULT_TYPE);
        assertThat(stream.weight(1)).isEqualTo(-0.5f);
    }

    private static String digest(String event, String user, String item, long timeMs) {
        return Tested.stream(List.of(Interaction.of(event, user, item, 1f, timeMs)))
                .sha256();
    }
}
