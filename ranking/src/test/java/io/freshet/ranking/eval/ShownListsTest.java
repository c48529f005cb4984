package io.freshet.ranking.eval;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.StableHash;
import io.freshet.features.ServedList;
import io.freshet.features.UserState;
import io.freshet.ranking.EventConfig;
import io.freshet.ranking.RankedItem;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.Streams;
import io.freshet.ranking.pipeline.FeedbackConfig;
import io.freshet.ranking.pipeline.ListFeedback;
import io.freshet.ranking.pipeline.Ranker;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.schemas.Impression;
import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ranker under evaluation when it is told what users were shown. */
final class ShownListsTest {
    private static final LearnerConfig SMALL = LearnerConfig.builder()
            .dimension(8)
            .contextLength(3)
            .negatives(6)
            .ringSize(40)
            .build();
    private static final FeedbackConfig ON = new FeedbackConfig(2, 20, 24, 1f, 0.05f);
    private static final long HOUR_MS = 3_600_000;

    @Test
    void aRecordedListHasTheFeaturesThatItWouldHaveHadIfTheRankerHadServedIt() {
        Recommender engine = Recommender.alone(config().with(ON));
        Map<String, UserState> users = new HashMap<>();
        List<Interaction> stream = Streams.sequential(2_000, 20, 50, 3);
        stream.forEach(event -> engine.learn(users.computeIfAbsent(event.userId(), engine::newUser), event));
        UserState served = requireNonNull(users.get("u7"));
        UserState told = served.copy();
        long now = 2_000_500;

        List<RankedItem> list = engine.recommend(served, now, 10);
        assertThat(engine.remember(served, "l-1", now)).isTrue();
        List<String> ids = list.stream().map(RankedItem::itemId).toList();
        engine.serve(told, new Impression("l-1", "u7", ids, now));

        ServedList one = list(served, now);
        ServedList other = list(told, now);
        assertThat(one.size()).isEqualTo(10);
        for (int place = 0; place < 10; place++) {
            assertThat(one.item(place)).isEqualTo(StableHash.of(ids.get(place)));
            assertThat(other.item(place)).isEqualTo(one.item(place));
            assertThat(other.position(place)).isEqualTo(place);
            assertThat(one.isSkipped(place)).as("served is not shown").isFalse();
            assertThat(other.isSkipped(place)).isTrue();
            for (int feature = 0; feature < requireNonNull(served.lists()).features(); feature++) {
                assertThat(other.value(feature, place)).isEqualTo(one.value(feature, place));
            }
        }
        assertThat(List.of(other.set(0), other.set(1))).isEqualTo(List.of(one.set(0), one.set(1)));
    }

    @Test
    void anItemThatNobodyKnowsIsLeftOutAndTheOthersKeepTheirPositions() {
        Recommender engine = Recommender.alone(config().with(ON));
        UserState user = engine.newUser("ann");
        engine.learn(user, Interaction.of("e1", "ann", "tea", 1f, 1_000));
        engine.learn(user, Interaction.of("e2", "ann", "jam", 1f, 2_000));

        engine.serve(user, new Impression("l-1", "ann", List.of("jam", "never", "tea"), 3_000));

        ServedList list = list(user, 3_000);
        assertThat(list.size()).isEqualTo(2);
        assertThat(list.position(list.placeOf(StableHash.of("tea")))).isEqualTo(2);
        ListFeedback counts = engine.ranker().flatMap(Ranker::feedback).orElseThrow();
        assertThat(counts.unknownItems()).isEqualTo(1);
        engine.serve(engine.newUser("bob"), new Impression("l-2", "bob", List.of("tea"), 3_000));
        engine.serve(null, new Impression("l-3", "cid", List.of("tea"), 3_000));
        assertThat(counts.unknownLists()).as("of who has no history").isEqualTo(2);
    }

    /** Everybody is shown the next item behind two others, an hour after the event before, and takes it. */
    @Test
    void eventsOfARecordedStreamTeachTheListsThatTheyCameFrom() {
        List<Interaction> stream = new ArrayList<>();
        List<Impression> shown = new ArrayList<>();
        for (int n = 0; n < 300; n++) {
            String user = "u" + n % 10;
            int item = (n / 10 + n) % 40;
            long time = HOUR_MS * n;
            String list = "l-" + n;
            stream.add(new Interaction("e" + n, user, "i" + item, "click", 1f, time, null, list, Map.of()));
            List<String> items = List.of("i" + (item + 7) % 40, "i" + (item + 9) % 40, "i" + item);
            shown.add(new Impression(list, user, items, time - 1 + (n == 0 ? 1 : 0)));
        }
        TestPlan plan = plan(stream);
        EmbeddingModel model = new EmbeddingModel(config().with(ON), plan);
        model.show(new RecordedImpressions(shown, 0));

        run(model, plan);

        ListFeedback counts = model.feedback().orElseThrow();
        assertThat(counts.impressions() + counts.unknownLists() / 2).isEqualTo(300);
        assertThat(counts.unknownLists())
                .as("of ten users without history, and what came of them")
                .isEqualTo(20);
        assertThat(counts.steps()).isGreaterThan(200).isLessThanOrEqualTo(counts.clicks());
        assertThat(counts.lateSteps()).isZero();
    }

    @Test
    void theFirstPlacesOfRankingsCanStandInForWhatWasShown() {
        TestPlan plan = plan(Streams.sequential(3_000, 20, 50, 4));
        RecommenderConfig off = config();
        Ranks without = run(new EmbeddingModel(off, plan), plan);

        EmbeddingModel told = new EmbeddingModel(off, plan);
        told.show(new RecordedImpressions(List.of(), 10));
        assertThat(run(told, plan).digest()).as("if no list is remembered").isEqualTo(without.digest());

        EmbeddingModel untold = new EmbeddingModel(off.with(ON), plan);
        assertThat(run(untold, plan).digest()).as("if nothing was shown").isEqualTo(without.digest());

        EmbeddingModel model = new EmbeddingModel(off.with(ON), plan);
        model.show(new RecordedImpressions(List.of(), 10));
        Ranks ranks = run(model, plan);
        ListFeedback counts = model.feedback().orElseThrow();
        assertThat(ranks.digest()).isNotEqualTo(without.digest());
        assertThat(counts.clicks()).isEqualTo(hits(ranks, plan)).isGreaterThan(1_000);
        assertThat(counts.unknownLists() + counts.unknownItems()).isZero();
    }

    private static long hits(Ranks ranks, TestPlan plan) {
        long hits = 0;
        for (int index = 0; index < plan.stream().size(); index++) {
            int rank = ranks.rank(index);
            hits += rank > 0 && rank <= 10 ? 1 : 0;
        }
        return hits;
    }

    private static ServedList list(UserState user, long timeMs) {
        return requireNonNull(requireNonNull(user.lists()).of(StableHash.of("l-1"), timeMs, HOUR_MS));
    }

    private static RecommenderConfig config() {
        return RecommenderConfig.of(SMALL, true).with(RankerConfig.DEFAULTS);
    }

    private static TestPlan plan(List<Interaction> events) {
        return new TestPlan(Tested.stream(events), Mode.G, Variant.I, 0, EventConfig.DEFAULTS);
    }

    private static Ranks run(EmbeddingModel model, TestPlan plan) {
        return Tested.run(any -> model, plan, PrequentialRun.Observer.NONE);
    }
}
