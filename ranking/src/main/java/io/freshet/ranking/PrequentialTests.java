package io.freshet.ranking;

import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.TopK;
import io.freshet.features.PopularityOrder;
import io.freshet.features.UserState;
import io.freshet.features.declared.UserFeatures;
import io.freshet.ranking.pipeline.Ranker;
import io.freshet.ranking.pipeline.Selection;
import io.freshet.schemas.Interaction;
import org.jspecify.annotations.Nullable;

/**
 * Tests events against the ranking from before their (user, timestamp) group, which is made when the first of them comes and
 * kept for the others. One thread. Cost: one ranking a group, and a look at its {@link Recommender#LIST_SIZE} places an event.
 */
final class PrequentialTests {
    private final boolean grouped;
    private final ItemModel model;
    private final PopularityOrder popularity;
    private final EventKeys keys;
    private final ConsumedRows consumed;
    private final @Nullable Ranker ranker;
    private final EventContexts contexts;
    private final GroupRankings rankings;
    private final float[] query;
    private final TopK best = new TopK();
    private final Selection chosen = new Selection();

    /** @param ranker null ranks by the embedding alone */
    PrequentialTests(
            RecommenderConfig config,
            ItemModel model,
            PopularityOrder popularity,
            EventKeys keys,
            ConsumedRows consumed,
            @Nullable Ranker ranker) {
        this.grouped = config.grouped();
        this.model = model;
        this.popularity = popularity;
        this.keys = keys;
        this.consumed = consumed;
        this.ranker = ranker;
        this.contexts =
                new EventContexts(model.index(), grouped, config.learner().contextLength());
        this.rankings = new GroupRankings(config.cachedGroups(), Recommender.LIST_SIZE);
        this.query = new float[model.dimension()];
    }

    /** Where the event's item stood before anything of its group was learned. */
    EventResult test(UserState user, Interaction event) {
        GroupRanking ranking = rankings.of(event.userId());
        if (ranking == null || !grouped || ranking.timeMs() != event.eventTimeMs()) {
            if (isLost(user, event)) {
                return EventResult.LOST;
            }
            ranking = rank(user, event);
        }
        long key = keys.ofItem(event);
        int row = model.index().row(key);
        boolean hasRow = row != ItemIndex.UNKNOWN && row < ranking.knownItems();
        boolean knownItem = hasRow && !model.index().isUntouched(row);
        boolean consumedBefore = user.consumed().contains(key) && !ranking.consumedInGroup(key);
        boolean ranked = hasRow && !consumedBefore;
        return new EventResult(
                true,
                ranking.knownUser(),
                knownItem,
                consumedBefore,
                ranked ? ranking.rankOf(row) : 0,
                ranked ? ranking.popularityRankOf(row) : 0);
    }

    /** Makes the ranking of the event's group, if it can still be made and nobody has asked for it. */
    void rankUnlessRanked(UserState user, Interaction event) {
        GroupRanking ranking = rankings.of(event.userId());
        boolean isRanked = ranking != null && ranking.timeMs() == event.eventTimeMs();
        if (!isRanked && !isLost(user, event)) {
            rank(user, event);
        }
    }

    /** Tells that the user has just consumed the event's item, for the first time. */
    void consumed(Interaction event, long key) {
        GroupRanking ranking = rankings.of(event.userId());
        if (ranking != null && ranking.timeMs() == event.eventTimeMs()) {
            ranking.consume(key);
        }
    }

    /** Fills {@code rows} with the ranking of the user's current group, best first; returns how many there are. */
    int ranking(String userId, int[] rows) {
        GroupRanking ranking = rankings.of(userId);
        return ranking == null ? 0 : ranking.copyTo(rows);
    }

    /** Forgets all rankings, since rows go to other items; they were of groups that are over. */
    void forgetAll() {
        rankings.clear();
    }

    /** Forgets where the item of a row stands, since the row goes to another item. */
    void forget(int row) {
        rankings.forget(row);
    }

    /** Whether the item of the event was among the candidates for its group; only with a ranker. */
    boolean wasCandidate(Interaction event) {
        int row = model.index().row(keys.ofItem(event));
        return ranker != null && ranker.hasCandidate(event.userId(), event.eventTimeMs(), row);
    }

    /** Whether some of the event's group was learned, so that its ranking can no longer be made. */
    private boolean isLost(UserState user, Interaction event) {
        UserFeatures features = user.features();
        boolean isCounted = features != null && features.newestMs() == event.eventTimeMs();
        return grouped && (isCounted || user.recent().hasTime(event.eventTimeMs()));
    }

    private GroupRanking rank(UserState user, Interaction event) {
        GroupRanking ranking = rankings.renew(event.userId());
        boolean knownUser = user.events() > 0;
        ranking.start(event.eventTimeMs(), knownUser, model.index().places());
        if (knownUser && model.size() > 0) {
            rankGroup(user, event, ranking);
            rankPopular(user, ranking);
        }
        return ranking;
    }

    private void rankGroup(UserState user, Interaction event, GroupRanking ranking) {
        if (ranker == null) {
            model.query(user.taste(), contexts.of(user, event.eventTimeMs()), query);
            int found = model.scan(query, Recommender.LIST_SIZE, consumed.of(user), best);
            for (int i = 0; i < found; i++) {
                ranking.addRanked(best.row(i));
            }
            return;
        }
        ranker.rankGroup(
                event.userId(),
                user,
                event.eventTimeMs(),
                grouped,
                consumed.of(user),
                keys.ofEvent(event),
                Recommender.LIST_SIZE,
                chosen);
        for (int i = 0; i < chosen.size(); i++) {
            ranking.addRanked(chosen.row(i));
        }
    }

    private void rankPopular(UserState user, GroupRanking ranking) {
        RowFilter unconsumed = consumed.of(user);
        PopularityOrder.Walk walk = popularity.walk();
        while (!ranking.popularIsFull() && walk.hasNext()) {
            int row = walk.nextRow();
            if (unconsumed.accepts(row)) {
                ranking.addPopular(row);
            }
        }
    }
}
