package io.freshet.ranking;

import io.freshet.embedding.ChangeListener;
import io.freshet.embedding.DroppedSteps;
import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.NegativeSampler;
import io.freshet.embedding.StableHash;
import io.freshet.features.Catalogue;
import io.freshet.features.ContentStarts;
import io.freshet.features.ContentState;
import io.freshet.features.ItemAges;
import io.freshet.features.ItemFacts;
import io.freshet.features.ItemReplica;
import io.freshet.features.PopularityOrder;
import io.freshet.features.RankerLayout;
import io.freshet.features.RankerState;
import io.freshet.features.UserState;
import io.freshet.features.declared.Admission;
import io.freshet.ranking.pipeline.DeclaredFeatures;
import io.freshet.ranking.pipeline.Ranker;
import io.freshet.ranking.pipeline.Rules;
import io.freshet.schemas.Impression;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecommendationRequest;
import java.util.List;
import java.util.Optional;
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
    private final ItemModel model;
    private final ItemAges ages;
    private final ExpiredItems expiry;
    private final UserStates users;
    private final EventKeys keys = new EventKeys();
    private final ConsumedRows consumed;
    private final Catalogue catalogue = new Catalogue();
    private final ContentStarts starts;
    private final @Nullable DeclaredFeatures declared;
    private final @Nullable Ranker ranker;
    private final PrequentialTests tests;
    private final EventLearner learner;
    private final ListMaker lists;

    /** An engine whose ranker, if it has one, shares nothing. */
    public Recommender(
            RecommenderConfig config,
            ItemModel model,
            PopularityOrder popularity,
            NegativeSampler sampler,
            ChangeListener listener) {
        this(
                config,
                model,
                popularity,
                sampler,
                new ItemAges(config.items().expiry()),
                null,
                listener,
                newRankerState(config),
                null);
    }

    private Recommender(
            RecommenderConfig config,
            ItemModel model,
            PopularityOrder popularity,
            NegativeSampler sampler,
            ItemAges ages,
            @Nullable ItemReplica replica,
            ChangeListener listener,
            @Nullable RankerState rankerState,
            @Nullable ContentState shared) {
        ContentState content =
                shared != null ? shared : new ContentState(model, rankerState == null ? null : rankerState.signals());
        this.config = config;
        this.model = model;
        this.ages = ages;
        this.consumed = new ConsumedRows(model.index());
        this.starts = new ContentStarts(content, catalogue);
        this.declared =
                config.declares() && rankerState != null ? new DeclaredFeatures(config.declared(), rankerState) : null;
        this.ranker = config.ranker() == null || rankerState == null
                ? null
                : new Ranker(
                        config.ranker(),
                        config.learner().contextLength(),
                        model,
                        config.repeat(),
                        rankerState,
                        catalogue,
                        declared,
                        config.feedback());
        this.users = new UserStates(config, model, declared, ranker);
        this.tests = new PrequentialTests(config, model, popularity, keys, consumed, ranker);
        this.learner = new EventLearner(
                config, model, popularity, sampler, ages, listener, keys, consumed, starts, declared, ranker, tests);
        this.expiry =
                new ExpiredItems(model, popularity, sampler, ages, replica, ranker, declared, consumed, tests, starts);
        this.lists = new ListMaker(config, model, popularity, consumed, catalogue, ranker);
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
                replica.ages(),
                replica,
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
        return users.begin(userId);
    }

    /**
     * The state that an event of a user begins with.
     *
     * @param user null if nothing is known
     * @return a new one also if the user's last event is too long ago
     */
    public UserState userAt(@Nullable UserState user, String userId, long timeMs) {
        return user == null || users.isExpired(user, timeMs) ? users.begin(userId) : users.fit(user);
    }

    /** What lists may hold; empty at first, and filled by the caller between calls. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** Keeps out of all lists what other rules block, from the next one on. */
    public void rules(Rules rules) {
        lists.rules(rules);
        if (ranker != null) {
            ranker.rules(rules);
        }
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
        int lost = starts.changed(key);
        if (lost != ItemIndex.UNKNOWN) {
            consumed.forgetAll();
            tests.forget(lost);
            if (ranker != null) {
                ranker.forgetCandidate(lost);
            }
        }
        return fits;
    }

    /** To be called when the {@link #catalogue} was filled in another way. */
    public void catalogueRestored() {
        starts.changedAll();
    }

    /** Whether the item can be taken into the model: false if its id's key belongs to another id. */
    public boolean admits(String itemId) {
        return model.index().admits(keys.ofItem(itemId), itemId);
    }

    /** Items that have had too few events for a row; for its owner to save and put back. */
    public Admission admission() {
        return learner.admission();
    }

    /** What the learner did not do; goes on counting. */
    public DroppedSteps droppedSteps() {
        return learner.droppedSteps();
    }

    /** What ranks the candidates; empty if the embedding alone does. */
    public Optional<Ranker> ranker() {
        return Optional.ofNullable(ranker);
    }

    /**
     * Where the event's item stood before anything of its (user, timestamp) group was learned; not evaluated if the event does
     * not say that its user wanted it.
     */
    public EventResult evaluate(UserState user, Interaction event) {
        users.requireFitting(user);
        expiry.advance(event.eventTimeMs());
        return config.events().strength(event) > 0 ? tests.test(user, event) : EventResult.UNTESTED;
    }

    /**
     * The ranking that events of the user's current group are tested against.
     *
     * @param rows receives its rows, best first
     * @return how many there are, at most {@link #LIST_SIZE}
     */
    public int ranking(String userId, int[] rows) {
        return tests.ranking(userId, rows);
    }

    /** Whether the item of the event was among the candidates for its group; only with a ranker. */
    public boolean wasCandidate(Interaction event) {
        return tests.wasCandidate(event);
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
        return model.bytes()
                + starts.bytes()
                + ages.bytes()
                + learner.admission().bytes()
                + (ranker == null ? 0 : ranker.bytes())
                + (declared == null ? 0 : declared.itemBytes());
    }

    /**
     * Learns from the event: the user's state, the shared rows and the counts change. Of a dislike only the vectors, and what
     * is kept out of the user's lists, and of an item that is not admitted yet only what the user has had. Declared features count every event.
     *
     * @return false if the learning step was dropped; the event is counted all the same
     */
    public boolean learn(UserState user, Interaction event) {
        expiry.advance(event.eventTimeMs());
        return learner.learn(user, event);
    }

    /** Whether events that are passed over, because their type or they themselves weigh 0, are counted all the same. */
    public boolean countsAllEvents() {
        return declared != null;
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
        return lists.list(user, timeMs, limit, seed);
    }

    /**
     * The best items for a request of this user, from the newest state; nothing is learned from it. Who has no history and
     * looks at nothing that is known gets what is popular.
     *
     * @param user as {@link #userAt} of the request's time; stays as it is
     */
    public List<RankedItem> recommend(UserState user, RecommendationRequest request) {
        return lists.list(user, request);
    }

    /**
     * Remembers the list that was made last as one that its user is served, so that what becomes of it can be learned from. Of
     * who has no history nothing is remembered, and no list that the ranker has not made.
     *
     * @param user whom it was made for; has the list afterwards
     * @param timeMs event time of what it was made for
     * @return false if the user's state stays as it is
     */
    public boolean remember(UserState user, String recommendationId, long timeMs) {
        return user.events() > 0 && lists.remember(user, recommendationId, timeMs);
    }

    /**
     * Notes what of a list was shown; the user's state and the ranker's weights may change.
     *
     * @param user null if nothing is known
     */
    public void shown(@Nullable UserState user, Impression impression) {
        if (ranker != null) {
            ranker.shown(user, impression);
        }
    }

    /**
     * Takes an impression for a list that this ranker had made at its time and that was shown as a whole, whoever made it: so what
     * becomes of lists that were recorded can be learned from. Of who has no history nothing is remembered.
     *
     * @param user null if nothing is known
     */
    public void serve(@Nullable UserState user, Impression impression) {
        if (ranker != null && user != null && user.events() > 0) {
            ranker.serve(user, impression);
        } else if (ranker != null) {
            ranker.shown(user, impression);
        }
    }
}
