package io.freshet.ranking;

import io.freshet.embedding.Context;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.StableHash;
import io.freshet.embedding.TopK;
import io.freshet.features.Catalogue;
import io.freshet.features.PopularityOrder;
import io.freshet.features.UserState;
import io.freshet.ranking.pipeline.Ranker;
import io.freshet.ranking.pipeline.Rules;
import io.freshet.ranking.pipeline.Selection;
import io.freshet.schemas.RecommendationRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes lists from the newest state, of what the catalogue offers, and changes nothing. One thread. Cost of a list: one ranking. */
final class ListMaker {
    private final ItemModel model;
    private final PopularityOrder popularity;
    private final ConsumedRows consumed;
    private final @Nullable Ranker ranker;
    private final OfferedRows offered;
    private final RequestedRows requested;
    private final UnblockedRows unblocked;
    private final Context context;
    private final float[] query;
    private final TopK best = new TopK();
    private final Selection chosen = new Selection();
    private boolean isRanked;

    /** @param ranker null ranks by the embedding alone */
    ListMaker(
            RecommenderConfig config,
            ItemModel model,
            PopularityOrder popularity,
            ConsumedRows consumed,
            Catalogue catalogue,
            @Nullable Ranker ranker) {
        this.model = model;
        this.popularity = popularity;
        this.consumed = consumed;
        this.ranker = ranker;
        this.offered = new OfferedRows(model.index(), catalogue);
        this.requested = new RequestedRows(model.index());
        this.unblocked = new UnblockedRows(model.index());
        this.context = new Context(config.learner().contextLength());
        this.query = new float[model.dimension()];
    }

    /** Blocks by other rules from the next list on; the ranker has rules of its own. */
    void rules(Rules rules) {
        unblocked.rules(rules);
    }

    /** As {@link Recommender#recommend(UserState, long, int, long)}. */
    List<RankedItem> list(UserState user, long timeMs, int limit, long seed) {
        return list(user, timeMs, limit, offered.of(null, consumed.of(user)), seed);
    }

    /** As {@link Recommender#recommend(UserState, RecommendationRequest)}. */
    List<RankedItem> list(UserState user, RecommendationRequest request) {
        RowFilter accepted = requested.of(request, offered.of(request.category(), consumed.of(user)));
        return list(
                lookingAt(user, request),
                request.requestTimeMs(),
                request.limit(),
                accepted,
                StableHash.of(request.requestId()));
    }

    private List<RankedItem> list(UserState user, long timeMs, int limit, RowFilter accepted, long seed) {
        isRanked = false;
        user.recent().context(timeMs, model.index(), context);
        if (user.events() == 0 && context.size() == 0) {
            return popular(limit, unblocked.of(timeMs, accepted));
        }
        if (ranker != null) {
            ranker.rank(user, timeMs, accepted, seed, limit, chosen);
            isRanked = true;
            return ranked();
        }
        model.query(user.taste(), context, query);
        return found(model.scan(query, limit, unblocked.of(timeMs, accepted), best));
    }

    /** As {@link Recommender#remember}, of anybody. */
    boolean remember(UserState user, String recommendationId, long timeMs) {
        return ranker != null && isRanked && ranker.remember(user, StableHash.of(recommendationId), timeMs, chosen);
    }

    private static UserState lookingAt(UserState user, RecommendationRequest request) {
        List<String> itemIds = request.contextItems();
        if (itemIds.isEmpty()) {
            return user;
        }
        long[] keys = new long[itemIds.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = StableHash.of(itemIds.get(i));
        }
        return user.lookingAt(keys, request.requestTimeMs());
    }

    private List<RankedItem> found(int size) {
        List<RankedItem> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(new RankedItem(model.index().id(best.row(i)), best.score(i), Recommender.EMBEDDING));
        }
        return items;
    }

    private List<RankedItem> popular(int limit, RowFilter accepted) {
        List<RankedItem> items = new ArrayList<>(limit);
        PopularityOrder.Walk walk = popularity.walk();
        while (items.size() < limit && walk.hasNext()) {
            int row = walk.nextRow();
            if (!accepted.accepts(row)) {
                continue;
            }
            items.add(new RankedItem(model.index().id(row), popularity.count(row), Recommender.POPULAR));
        }
        return items;
    }

    private List<RankedItem> ranked() {
        List<RankedItem> items = new ArrayList<>(chosen.size());
        for (int i = 0; i < chosen.size(); i++) {
            items.add(new RankedItem(
                    model.index().id(chosen.row(i)), chosen.score(i), Recommender.RANKER, chosen.propensity(i)));
        }
        return items;
    }
}
