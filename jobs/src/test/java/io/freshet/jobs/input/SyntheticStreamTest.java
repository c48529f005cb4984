package io.freshet.jobs.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.Interaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticStreamTest {
    private static final List<Interaction> EVENTS = events(1, 20_000);

    @Test
    void oneSeedGivesOneStream() {
        assertThat(events(7, 3_000)).isEqualTo(events(7, 3_000)).isNotEqualTo(events(8, 3_000));
    }

    @Test
    void aShorterStreamIsTheBeginningOfALongerOne() {
        assertThat(events(1, 5_000)).isEqualTo(EVENTS.subList(0, 5_000));
    }

    @Test
    void theStreamOfASeedIsTheSameInEveryRelease() {
        CRC32 digest = new CRC32();
        for (Interaction event : EVENTS) {
            String line = String.join(" ", event.userId(), event.itemId(), event.type(), event.sessionId());
            digest.update((line + " " + event.eventTimeMs() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(digest.getValue()).isEqualTo(938054430L);
    }

    @Test
    void timeNeverGoesBackAndEventIdsAreDistinct() {
        assertThat(EVENTS).extracting(Interaction::eventTimeMs).isSorted();
        assertThat(EVENTS).extracting(Interaction::eventId).doesNotHaveDuplicates();
        assertThat(EVENTS.get(0).eventTimeMs()).isGreaterThanOrEqualTo(SyntheticStream.START_MS);
        assertThat(EVENTS.get(19_999).eventTimeMs())
                .isBetween(
                        Instant.parse("2000-01-03T00:00:00Z").toEpochMilli(),
                        Instant.parse("2000-01-06T00:00:00Z").toEpochMilli());
    }

    @Test
    void twentyThousandEventsHaveAboutTwoThousandUsersAndThreeThousandItems() {
        assertThat(distinct(EVENTS, Interaction::userId)).isBetween(1_800, 2_200);
        assertThat(distinct(EVENTS, Interaction::itemId)).isBetween(2_800, 3_300);
    }

    @Test
    void newUsersAndItemsAppearThroughout() {
        for (Function<Interaction, String> side :
                List.<Function<Interaction, String>>of(Interaction::userId, Interaction::itemId)) {
            Set<String> known = EVENTS.subList(0, 15_000).stream().map(side).collect(Collectors.toSet());
            assertThat(EVENTS.subList(15_000, 20_000).stream()
                            .map(side)
                            .filter(id -> !known.contains(id))
                            .distinct())
                    .hasSizeGreaterThan(50);
        }
    }

    @Test
    void sessionsAreBurstsOfOneUser() {
        Map<String, List<Interaction>> sessions =
                EVENTS.stream().collect(Collectors.groupingBy(event -> String.valueOf(event.sessionId())));
        assertThat((double) EVENTS.size() / sessions.size()).isBetween(3.0, 7.0);
        sessions.values().forEach(session -> {
            assertThat(distinct(session, Interaction::userId)).isOne();
            for (int i = 1; i < session.size(); i++) {
                long gap = session.get(i).eventTimeMs() - session.get(i - 1).eventTimeMs();
                assertThat(gap).isLessThan(2 * 3_600_000L);
                assertThat(gap > 0 || session.get(i).type().equals("purchase")).isTrue();
            }
        });
    }

    @Test
    void purchasesFollowCartsAndCartsFollowViews() {
        Set<String> views = new HashSet<>();
        Set<String> carts = new HashSet<>();
        for (Interaction event : EVENTS) {
            String what = event.sessionId() + "/" + event.itemId();
            switch (event.type()) {
                case "view" -> views.add(what);
                case "cart" ->
                    assertThat(views.contains(what) && carts.add(what)).isTrue();
                default ->
                    assertThat(event.type().equals("purchase") && carts.contains(what))
                            .isTrue();
            }
        }
        assertThat(views.size()).isGreaterThan(8 * carts.size());
        assertThat(carts).hasSizeGreaterThan(1_000);
    }

    @Test
    void someItemsAreBoughtAgain() {
        Map<String, Long> bought = EVENTS.stream()
                .filter(event -> event.type().equals("purchase"))
                .collect(Collectors.groupingBy(event -> event.userId() + "/" + event.itemId(), Collectors.counting()));
        assertThat(bought.values().stream().filter(times -> times > 1)).hasSizeGreaterThan(50);
    }

    @Test
    void hitsRiseAndFall() {
        Set<String> early = topTen(EVENTS.subList(0, 5_000));
        Set<String> late = topTen(EVENTS.subList(15_000, 20_000));
        early.retainAll(late);
        assertThat(early).hasSizeBetween(1, 8);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void rulesBeatPopularityByFarAndPopularityIsNotTrivial(long seed) {
        List<Interaction> events = events(seed, 20_000);
        for (boolean repeats : new boolean[] {false, true}) {
            PrequentialOracle oracle = new PrequentialOracle(repeats);
            oracle.run(events);
            assertThat(oracle.popularityHitRate()).isBetween(0.02, 0.06);
            assertThat(oracle.rulesHitRate()).isBetween(0.10, 0.30).isGreaterThan(3 * oracle.popularityHitRate());
        }
    }

    @Test
    void memoryDoesNotGrowWithTheStream() {
        try (SyntheticStream stream = SyntheticStream.open(1, Long.MAX_VALUE)) {
            long last = 0;
            boolean inOrder = true;
            int mostShoppers = 0;
            for (int i = 0; i < 2_000_000; i++) {
                long now = stream.next().eventTimeMs();
                inOrder &= now >= last;
                last = now;
                mostShoppers = Math.max(mostShoppers, stream.activeShoppers());
            }
            assertThat(inOrder).isTrue();
            assertThat(mostShoppers).isLessThan(40_000);
        }
    }

    @Test
    void theEndIsTheEnd() {
        try (SyntheticStream stream = SyntheticStream.open(1, 1)) {
            stream.next();
            assertThat(stream.hasNext()).isFalse();
            assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
        }
        assertThatThrownBy(() -> SyntheticStream.open(1, 0)).isInstanceOf(InputException.class);
    }

    private static List<Interaction> events(long seed, int count) {
        List<Interaction> events = new ArrayList<>(count);
        SyntheticStream.open(seed, count).forEachRemaining(events::add);
        return events;
    }

    private static int distinct(List<Interaction> events, Function<Interaction, String> side) {
        return (int) events.stream().map(side).distinct().count();
    }

    private static Set<String> topTen(List<Interaction> events) {
        Map<String, Integer> counts = new HashMap<>();
        events.forEach(event -> counts.merge(event.itemId(), 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(10)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
