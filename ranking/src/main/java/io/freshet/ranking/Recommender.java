package io.freshet.ranking;

import io.freshet.embedding.ChangeListener;
import io.freshet.embedding.Context;
import io.freshet.embedding.ContrastiveLearner;
import io.freshet.embedding.DroppedSteps;
import io.freshet.embedding.IdKeys;
import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.NegativeSampler;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.StableHash;
import io.freshet.embedding.TopK;
import io.freshet.features.Catalogue;
import io.freshet.features.ContentStarts;
import io.freshet.features.ContentState;
import io.freshet.features.ItemFacts;
import io.freshet.features.ItemReplica;
import io.freshet.features.PopularityOrder;
import io.freshet.features.RankerLayout;
import io.freshet.features.RankerState;
import io.freshet.features.UserState;
import io.freshet.ranking.pipeline.Ranker;
import io.freshet.ranking.pipeline.Selection;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecommendationRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The engine: tests, learns and recommends, the same object live, in replay and in the demo.
 *
 * <p>It has no clock, no I/O and no randomness of its own: time comes with the event and random numbers are seeded from
 * the event's id. The caller owns the users' states and the shared items. One thread. Cost of an event: one scan of the
 * catalogue for each new (user, timestamp) and one for each list, and one learning step.
 */
public final class Recommender {
    /** Length of the ranking that events are tested against. */
    public static final int LIST_SIZE = 100;

    /** Source of items found by the embedding's scan. */
    public static final String EMBEDDING = "embedding";

    /** Source of items that several sources found and the ranker ordered. */
    public static final String RANKER = "ranker";

    /** Source of items for users who have no history. */
    public static final String POPULAR = "popular";

    private final RecommenderConfig config;
    private final long expiryMs;
    private final ItemModel model;
    private final PopularityOrder popularity;
    private final ChangeListener listener;
    private final ContrastiveLearner learner;
    private final GroupRankings rankings;
    private final Context context;
    private final float[] query;
    private final TopK best = new TopK();
    private final Selection chosen = new Selection();
    private final IdKeys itemKeys = new IdKeys();
    private final IdKeys eventKeys = new IdKeys();
    private final ConsumedRows consumed;
    private final Catalogue catalogue = new Catalogue();
    private final ContentStarts starts;
    private final OfferedRows offered;
    private final RequestedRows requested;
    private final @Nullable Ranker ranker;

    /** An engine whose ranker, if it has one, shares nothing. */
    public Recommender(
            RecommenderConfig config,
            ItemModel model,
            PopularityOrder popularity,
            NegativeSampler sampler,
            ChangeListener listener) {
        this(config, model, popularity, sampler, listener, newRankerState(config), new ContentState(model));
    }

    private Recommender(
            RecommenderConfig config,
            ItemModel model,
            PopularityOrder popularity,
            NegativeSampler sampler,
            ChangeListener listener,
            @Nullable RankerState rankerState,
            ContentState content) {
        this.config = config;
        this.expiryMs = TimeUnit.DAYS.toMillis(config.users().expiryDays());
        this.model = model;
        this.popularity = popularity;
        this.listener = listener;
        this.learner = new ContrastiveLearner(config.learner(), model, sampler, listener);
        this.rankings = new GroupRankings(config.cachedGroups(), LIST_SIZE);
        this.context = new Context(config.learner().contextLength());
        this.query = new float[config.learner().dimension()];
        this.consumed = new ConsumedRows(model.index());
        this.starts = new ContentStarts(content, catalogue);
        this.offered = new OfferedRows(model.index(), catalogue);
        this.requested = new RequestedRows(model.index());
        this.ranker = config.ranker() == null || rankerState == null
                ? null
                : new Ranker(config.ranker(), config.learner().contextLength(), model, config.repeat(), rankerState);
    }

    /**
     * An engine that shares all that it learns of items with others.
     *
     * @param replica of {@code config}'s {@link RecommenderConfig#rankerLayout}
     */
    public static Recommender sharing(RecommenderConfig config, ItemReplica replica, NegativeSampler sampler) {
        return new Recommender(
                config,
                replica.model(),
                replica.popularity(),
                sampler,
                replica.changes(),
                replica.ranker(),
                replica.content());
    }

    private static @Nullable RankerState newRankerState(RecommenderConfig config) {
        RankerLayout layout = config.rankerLayout();
        return layout == null ? null : new RankerState(layout);
    }

    /** An engine with a model of its own that nobody shares. */
    public static Recommender alone(RecommenderConfig config) {
        LearnerConfig learner = config.learner();
        return new Recommender(
                config,
                new ItemModel(learner),
                new PopularityOrder(),
                new NegativeSampler(learner.ringSize(), learner.ringShare()),
                ChangeListener.NONE);
    }

    /** The state of a user before the first event. */
    public UserState newUser(String userId) {
        return new UserState(model.startOfUser(StableHash.of(userId)), config.memory());
    }

    /**
     * The state that an event of a user begins with.
     *
     * @param user null if nothing is known
     * @return a new one also if the user's last event is too long ago
     */
    public UserState userAt(@Nullable UserState user, String userId, long timeMs) {
        if (user == null || isExpired(user, timeMs)) {
            return newUser(userId);
        }
        user.recent().keep(config.memory()); // it may come from a job with another model
        return user;
    }

    private boolean isExpired(UserState user, long timeMs) {
        int recent = user.recent().size();
        return expiryMs > 0 && recent > 0 && timeMs - user.recent().time(recent - 1) > expiryMs;
    }

    /** What lists may hold; empty at first, and filled by the caller between calls. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /**
     * Takes in what the catalogue says of an item from now on.
     *
     * @param content vector of its content, from which its row starts if nobody has touched it yet; null if there is none
     * @return false if the vector was left out because its length is not that of the others
     */
    public boolean takeIn(String itemId, ItemFacts facts, float @Nullable [] content) {
        long key = StableHash.of(itemId);
        catalogue.put(key, facts);
        boolean fits = catalogue.contents().put(key, itemId, content);
        starts.changed(key);
        return fits;
    }

    /** To be called when the {@link #catalogue} was filled in another way. */
    public void catalogueRestored() {
        starts.changedAll();
    }

    /** Whether the item can be taken into the model: false if its id's key belongs to another id. */
    public boolean admits(String itemId) {
        return model.index().admits(itemKeys.of(itemId), itemId);
    }

    /** What the learner did not do; goes on counting. */
    public DroppedSteps droppedSteps() {
        return learner.dropped();
    }

    /** What ranks the candidates; empty if the embedding alone does. */
    public Optional<Ranker> ranker() {
        return Optional.ofNullable(ranker);
    }

    /** Where the event's item stood before anything of its (user, timestamp) group was learned. */
    public EventResult evaluate(UserState user, Interaction event) {
        requireFitting(user);
        GroupRanking ranking = rankings.of(event.userId());
        if (ranking == null || !config.grouped() || ranking.timeMs() != event.eventTimeMs()) {
            if (config.grouped() && user.recent().hasTime(event.eventTimeMs())) {
                return EventResult.LOST;
            }
            ranking = rank(user, event);
        }
        long key = itemKeys.of(event.itemId());
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

    /**
     * The ranking that events of the user's current group are tested against.
     *
     * @param rows receives its rows, best first
     * @return how many there are, at most {@link #LIST_SIZE}
     */
    public int ranking(String userId, int[] rows) {
        GroupRanking ranking = rankings.of(userId);
        return ranking == null ? 0 : ranking.copyTo(rows);
    }

    /** Whether the item of the event was among the candidates for its group; only with a ranker. */
    public boolean wasCandidate(Interaction event) {
        int row = model.index().row(itemKeys.of(event.itemId()));
        return ranker != null && ranker.hasCandidate(event.userId(), event.eventTimeMs(), row);
    }

    public String itemId(int row) {
        return model.index().id(row);
    }

    /** Length of the longest target vector. Cost: one pass over them. */
    public float longestTarget() {
        return model.longestTarget();
    }

    /** Length of the longest source vector. Cost: one pass over them. */
    public float longestSource() {
        return model.longestSource();
    }

    /** Bytes of the heap that the model of the items takes. */
    public long itemBytes() {
        return model.bytes() + starts.bytes() + (ranker == null ? 0 : ranker.bytes());
    }

    /**
     * Learns from the event: the user's state, the shared rows and the counts change.
     *
     * @return false if the learning step was dropped; the event is counted all the same
     */
    public boolean learn(UserState user, Interaction event) {
        if (ranker != null) {
            rankUnlessRanked(user, event);
        }
        long key = itemKeys.of(event.itemId());
        int row = model.rowOf(key, event.itemId());
        contextOf(user, event);
        if (ranker != null) {
            ranker.learn(event.userId(), user, event.eventTimeMs(), config.grouped(), row);
        }
        boolean stepped = learner.learn(user.taste(), context, row, eventKeys.of(event.eventId()));
        listener.beforeTarget(row, true);
        popularity.add(row, 1);
        starts.learned(row, popularity.count(row));
        remember(user, event, key, row);
        return stepped;
    }

    /** The {@code limit} best items for the user at a time that the catalogue offers, from the newest state. */
    public List<RankedItem> recommend(UserState user, long timeMs, int limit) {
        return recommend(user, timeMs, limit, timeMs);
    }

    /**
     * The {@code limit} best items for the user at a time that the catalogue offers, from the newest state.
     *
     * @param seed what is left to chance is a function of it: a hash of what asks for the list
     */
    public List<RankedItem> recommend(UserState user, long timeMs, int limit, long seed) {
        return recommend(user, timeMs, limit, offered.of(null, consumed.of(user)), seed);
    }

    /**
     * The best items for a request of this user, from the newest state; nothing is learned from it. Who has no history and
     * looks at nothing that is known gets what is popular.
     *
     * @param user as {@link #userAt} of the request's time; stays as it is
     */
    public List<RankedItem> recommend(UserState user, RecommendationRequest request) {
        RowFilter accepted = requested.of(request, offered.of(request.category(), consumed.of(user)));
        return recommend(
                lookingAt(user, request),
                request.requestTimeMs(),
                request.limit(),
                accepted,
                StableHash.of(request.requestId()));
    }

    private List<RankedItem> recommend(UserState user, long timeMs, int limit, RowFilter accepted, long seed) {
        user.recent().context(timeMs, model.index(), context);
        if (user.events() == 0 && context.size() == 0) {
            return popular(limit, accepted);
        }
        if (ranker != null) {
            ranker.rank(user, timeMs, accepted, seed, limit, chosen);
            return ranked();
        }
        model.query(user.taste(), context, query);
        return list(model.scan(query, limit, accepted, best), EMBEDDING);
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

    private List<RankedItem> list(int found, String source) {
        List<RankedItem> items = new ArrayList<>(found);
        for (int i = 0; i < found; i++) {
            items.add(new RankedItem(model.index().id(best.row(i)), best.score(i), source));
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
            items.add(new RankedItem(model.index().id(row), popularity.count(row), POPULAR));
        }
        return items;
    }

    private List<RankedItem> ranked() {
        List<RankedItem> items = new ArrayList<>(chosen.size());
        for (int i = 0; i < chosen.size(); i++) {
            items.add(new RankedItem(model.index().id(chosen.row(i)), chosen.score(i), RANKER, chosen.propensity(i)));
        }
        return items;
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

    /** The ranker learns from candidates, also where nobody asked how the event was ranked. */
    private void rankUnlessRanked(UserState user, Interaction event) {
        GroupRanking ranking = rankings.of(event.userId());
        boolean isRanked = ranking != null && ranking.timeMs() == event.eventTimeMs();
        if (!isRanked && !(config.grouped() && user.recent().hasTime(event.eventTimeMs()))) {
            rank(user, event);
        }
    }

    private void rankGroup(UserState user, Interaction event, GroupRanking ranking) {
        if (ranker != null) {
            ranker.rankGroup(
                    event.userId(),
                    user,
                    event.eventTimeMs(),
                    config.grouped(),
                    consumed.of(user),
                    eventKeys.of(event.eventId()),
                    LIST_SIZE,
                    chosen);
            for (int i = 0; i < chosen.size(); i++) {
                ranking.addRanked(chosen.row(i));
            }
        } else {
            contextOf(user, event);
            int found = scan(user, LIST_SIZE);
            for (int i = 0; i < found; i++) {
                ranking.addRanked(best.row(i));
            }
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

    private void contextOf(UserState user, Interaction event) {
        if (config.grouped()) {
            user.recent().contextBefore(event.eventTimeMs(), model.index(), context);
        } else {
            user.recent().context(event.eventTimeMs(), model.index(), context);
        }
    }

    private void requireFitting(UserState user) {
        if (user.taste().values().length != query.length) {
            throw new IllegalArgumentException(
                    "the user's vector has " + user.taste().values().length
                            + " values, but the model's dimension is " + query.length
                            + ": restore the state with the dimension that it was written with");
        }
    }

    private int scan(UserState user, int limit) {
        model.query(user.taste(), context, query);
        return model.scan(query, limit, consumed.of(user), best);
    }

    private void remember(UserState user, Interaction event, long key, int row) {
        user.recent().add(key, event.eventTimeMs());
        user.countEvent();
        if (!config.repeat() && user.consumed().add(key)) {
            consumed.add(user, row);
            GroupRanking ranking = rankings.of(event.userId());
            if (ranking != null && ranking.timeMs() == event.eventTimeMs()) {
                ranking.consume(key);
            }
        }
    }
}
