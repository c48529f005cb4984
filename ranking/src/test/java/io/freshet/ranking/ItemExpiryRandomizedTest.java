package io.freshet.ranking;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.ChangeListener;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.NegativeSampler;
import io.freshet.embedding.StableHash;
import io.freshet.features.PopularityOrder;
import io.freshet.features.UserState;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.schemas.Interaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which items the engine knows, event by event, beside a count that looks at all of them each time. */
final class ItemExpiryRandomizedTest {
    private static final LearnerConfig SMALL = LearnerConfig.builder()
            .dimension(8)
            .contextLength(3)
            .negatives(6)
            .ringSize(40)
            .build();
    private static final RecommenderConfig EMBEDDING =
            new RecommenderConfig(SMALL, true, true, 100).with(ItemConfig.ofExpiry(1));
    private static final long EXPIRY_MS = Duration.ofDays(1).toMillis();
    private static final long STEP_MS = EXPIRY_MS / 16;

    private final ItemModel model = new ItemModel(SMALL);
    private final PopularityOrder popularity = new PopularityOrder();
    private final Map<String, UserState> users = new HashMap<>();

    /** Items in the order of their first event, with their counts since then and their newest event's time. */
    private final Map<String, long[]> naive = new LinkedHashMap<>();

    private long naiveStep = Long.MIN_VALUE;

    private Recommender recommender(RecommenderConfig config) {
        NegativeSampler sampler = new NegativeSampler(SMALL.ringSize(), SMALL.ringShare());
        return new Recommender(config, model, popularity, sampler, ChangeListener.NONE);
    }

    private void play(Recommender recommender, Interaction event) {
        UserState user = recommender.userAt(users.get(event.userId()), event.userId(), event.eventTimeMs());
        recommender.evaluate(user, event);
        recommender.learn(user, event);
        users.put(event.userId(), user);
    }

    private void playNaively(Interaction event) {
        long step = event.eventTimeMs() / STEP_MS * STEP_MS;
        if (step > naiveStep) {
            naiveStep = step;
            naive.values().removeIf(item -> item[1] + EXPIRY_MS <= step);
        }
        long[] item = naive.computeIfAbsent(event.itemId(), id -> new long[2]);
        item[0]++;
        item[1] = Math.max(item[1], event.eventTimeMs());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theItemsAreThoseThatSomebodyWantedLatelyWithTheirCountsSince(long seed) {
        RecommenderConfig config = seed % 2 == 0 ? EMBEDDING.with(RankerConfig.DEFAULTS) : EMBEDDING;
        Recommender recommender = recommender(config);
        int most = 0;
        for (Interaction event : ExpiringStream.of(2_000, 30, seed)) {
            play(recommender, event);
            playNaively(event);
            most = Math.max(most, naive.size());

            assertThat(known()).as("after %s", event).containsExactlyElementsOf(naive.keySet());
            assertThat(model.size()).isEqualTo(naive.size());
            naive.forEach(
                    (id, item) -> assertThat(popularity.count(model.index().row(StableHash.of(id))))
                            .as(id)
                            .isEqualTo(item[0]));
            assertThat(model.index().places()).as("rows, used again").isEqualTo(most);
        }
        assertThat(most).isLessThan(80);
    }

    /** In the order in which they were touched first. */
    private List<String> known() {
        List<String> ids = new ArrayList<>();
        for (int place = 0; place < model.index().touchPlaces(); place++) {
            int row = model.index().touchedRow(place);
            if (model.index().isUsed(row)) {
                ids.add(model.index().id(row));
            }
        }
        return ids;
    }

    @Test
    void everyListHoldsItemsThatAreKnownOnly() {
        Recommender recommender = recommender(EMBEDDING.with(RankerConfig.DEFAULTS));
        int listed = 0;
        for (Interaction event : ExpiringStream.of(1_500, 30, 9)) {
            play(recommender, event);
            playNaively(event);
            List<String> list =
                    recommender.recommend(requireNonNull(users.get(event.userId())), event.eventTimeMs(), 20).stream()
                            .map(RankedItem::itemId)
                            .toList();

            assertThat(naive.keySet()).containsAll(list);
            assertThat(list).doesNotHaveDuplicates();
            listed += list.size();
        }
        assertThat(listed).isGreaterThan(20_000);
    }

    /** Whoever comes after everything expired is met by an engine that has only its weights and users left. */
    @Test
    void anItemThatComesBackStartsFromItsStartValues() {
        Recommender recommender = recommender(EMBEDDING);
        List<Interaction> stream = ExpiringStream.of(500, 30, 5);
        stream.forEach(event -> play(recommender, event));
        long later = stream.get(499).eventTimeMs() + 2 * EXPIRY_MS;
        Interaction back = Interaction.of("back", "somebody", stream.get(499).itemId(), 1f, later);
        recommender.evaluate(recommender.newUser("somebody"), back);
        assertThat(model.size()).isZero();

        ItemModel fresh = new ItemModel(SMALL);
        long key = StableHash.of(back.itemId());
        int row = model.rowOf(key, back.itemId());
        int freshRow = fresh.rowOf(key, back.itemId());
        for (int i = 0; i < SMALL.dimension(); i++) {
            assertThat(model.targets().chunk(row)[model.targets().offset(row) + i])
                    .isEqualTo(fresh.targets().chunk(freshRow)[fresh.targets().offset(freshRow) + i]);
            assertThat(model.sources().chunk(row)[model.sources().offset(row) + i])
                    .isEqualTo(fresh.sources().chunk(freshRow)[fresh.sources().offset(freshRow) + i]);
        }
        assertThat(model.bias(row)).isZero();
        assertThat(model.targets().accumulator(row)).isZero();
        assertThat(model.sources().accumulator(row)).isZero();
        assertThat(model.biasAccumulator(row)).isZero();
    }

    @Test
    void withoutAnExpiryItemsStay() {
        Recommender recommender = recommender(new RecommenderConfig(SMALL, true, true, 100));
        List<Interaction> stream = ExpiringStream.of(1_000, 30, 6);
        stream.forEach(event -> play(recommender, event));
        assertThat((long) model.size())
                .isEqualTo(stream.stream().map(Interaction::itemId).distinct().count());
    }
}
