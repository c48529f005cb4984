package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.StableHash;
import io.freshet.features.Catalogue;
import io.freshet.features.ItemSignals;
import io.freshet.features.RankerLayout;
import io.freshet.features.RankerState;
import io.freshet.features.RecentRows;
import io.freshet.features.ServedList;
import io.freshet.features.UserState;
import io.freshet.features.declared.FeaturePlan;
import io.freshet.schemas.Impression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The second stage of the engine: a {@link RankingPipeline} over the embedding and the other signals, whose weights are learned
 * from every event.
 *
 * <p>Events of one user and time are a group: ranked once, from before the group, and learned from with the features of that
 * ranking. One thread; no allocation after the first rankings.
 */
public final class Ranker {
    /** Weights that differ by these alone are in a row that does not name them, as in states of builds that had no others. */
    private static final List<RankerSituation> FIRST_SITUATIONS = List.of(RankerSituation.LENGTH, RankerSituation.GAP);

    private final ItemModel model;
    private final RankerState state;
    private final ItemSignals signals;
    private final RuleFilter ruleFilter;
    private final OnlineRanker scorer;
    private final RankingPipeline pipeline;
    private final GroupTables groups;
    private final Query query;
    private final Explainer explainer;
    private final @Nullable ListFeedback feedback;
    private final RecentRows before;
    private final int columns;
    private final int bucketings;

    /** Candidates of a usual ranking at most. */
    private final int capacity;

    /** The candidates of the ranking that was made last. */
    private CandidateTable ranked;

    /** For lists; as large as the longest one so far asked for. */
    private CandidateTable table;

    private long droppedSteps;

    /**
     * @param contextLength recent items in the embedding's query
     * @param repeat whether consumed items are ranked too
     * @param state of the shape that {@link #layout} tells for {@code config}; may be shared
     */
    public Ranker(RankerConfig config, int contextLength, ItemModel model, boolean repeat, RankerState state) {
        this(config, contextLength, model, repeat, state, new Catalogue(), null, FeedbackConfig.DEFAULTS);
    }

    /**
     * @param contextLength recent items in the embedding's query
     * @param repeat whether consumed items are ranked too
     * @param state of the shape that {@link #layout} tells for {@code config}; may be shared
     * @param catalogue tells the items' categories, which somebody else fills
     * @param declared features beside its own, which somebody else counts events for; null for none
     * @param listConfig what is learned from lists that were shown
     */
    public Ranker(
            RankerConfig config,
            int contextLength,
            ItemModel model,
            boolean repeat,
            RankerState state,
            Catalogue catalogue,
            @Nullable DeclaredFeatures declared,
            FeedbackConfig listConfig) {
        RankerParts parts = new RankerParts(config, model, state.signals(), declared);
        this.model = model;
        this.state = state;
        this.signals = state.signals();
        this.ruleFilter = new RuleFilter(model.index());
        this.columns = parts.columns();
        this.bucketings = parts.bucketings();
        this.capacity = config.candidates();
        this.scorer = new OnlineRanker(
                model.kernels().rows(),
                state.weights(),
                config.rate(),
                listConfig.remembers() ? Math.max(capacity, listConfig.items()) : capacity);
        this.feedback =
                listConfig.remembers() ? new ListFeedback(listConfig, state, scorer, columns, bucketings) : null;
        this.pipeline = parts.pipeline(repeat, ruleFilter, scorer, catalogue);
        if (!pipeline.features().equals(state.features())) {
            throw new IllegalArgumentException("the state has weights of " + state.features()
                    + ", but the features are " + pipeline.features() + ": make it with the layout of this ranker");
        }
        CandidateTable[] tables = new CandidateTable[config.openGroups()];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = newTable(capacity);
        }
        this.groups = new GroupTables(tables);
        this.table = newTable(capacity);
        this.ranked = table;
        this.query = new Query(model, contextLength, config.memory());
        this.explainer = parts.explainer(pipeline, scorer);
        this.before = new RecentRows(config.memory());
    }

    /** The shape of what a ranker with these settings learns: an untrained one ranks as the embedding does. */
    public static RankerLayout layout(RankerConfig config) {
        return layout(config, DeclaredConfig.NONE);
    }

    /** The same with declared features, whose weights start at 0. */
    public static RankerLayout layout(RankerConfig config, DeclaredConfig declared) {
        List<String> names = new ArrayList<>();
        int embedding = 0;
        for (RankerFeatures group : config.featureParts()) {
            embedding = group == RankerFeatures.EMBEDDING ? names.size() : embedding;
            names.addAll(group.columns());
        }
        DeclaredFeatures.columns(declared).forEach(each -> names.add(each.name()));
        float[] start = new float[names.size()];
        if (config.featureParts().contains(RankerFeatures.EMBEDDING)) {
            Arrays.fill(start, embedding, embedding + EmbeddingFeatures.PARTS, 1f);
        }
        List<RankerSituation> situations = config.situationParts();
        int sets = 1 + situations.stream().mapToInt(RankerSituation::buckets).sum();
        sets += DeclaredSituation.BUCKETS
                * DeclaredFeatures.situations(declared).size();
        return new RankerLayout(
                config.signals(),
                names,
                start,
                sets,
                situations.equals(FIRST_SITUATIONS) ? List.of() : PartNames.names(situations),
                DeclaredFeatures.fingerprints(declared),
                declared.isEmpty() ? null : FeaturePlan.of(declared.definitions()));
    }

    private CandidateTable newTable(int candidates) {
        return new CandidateTable(candidates, columns, bucketings);
    }

    /** Blocks by other rules from the next ranking on. */
    public void rules(Rules rules) {
        ruleFilter.rules(rules);
    }

    /** Ranks for the user at a time, from the newest state; for a list longer than usual, as many times more candidates. */
    public void rank(UserState user, long timeMs, RowFilter unconsumed, long seed, int limit, Selection chosen) {
        int factor = Math.max(1, (limit + capacity - 1) / capacity);
        query.fill(user, timeMs, false, unconsumed, seed, factor);
        if (table.capacity() < factor * capacity) {
            table = newTable(factor * capacity);
        }
        table.clear(factor * capacity);
        ranked = table;
        pipeline.rank(query, table, limit, chosen);
    }

    /** Whether the ranking that was made last is the one of this group. */
    public boolean isLast(String userId, long timeMs) {
        return candidates(userId, timeMs) == ranked;
    }

    /**
     * Why the item of a row stands where it does in the ranking that was made last, if nothing was learned since.
     *
     * @throws IllegalArgumentException if it was no candidate
     */
    public Explanation explain(int row) {
        int place = ranked.placeOf(row);
        if (place == CandidateTable.NOT_FOUND) {
            throw new IllegalArgumentException(
                    "row " + row + " was no candidate in the last ranking: ask for rows that it answered with");
        }
        return explainer.of(query, ranked, place);
    }

    /** Whether to remember what filters keep out, from the next ranking on; it costs a few percent. */
    public void recordRemoved(boolean on) {
        pipeline.filters().record(on);
    }

    /** How many items filters kept out of the ranking that was made last; 0 if they are not recorded. */
    public int removed() {
        return pipeline.filters().removed();
    }

    /** Which item was kept out, for each number below {@link #removed}. */
    public int removedRow(int number) {
        return pipeline.filters().removedRow(number);
    }

    /** Why it was kept out. */
    public String removedBecause(int number) {
        return pipeline.filters().reason(number);
    }

    /**
     * Ranks for a group of events, from before it if {@code grouped}, and remembers the candidates for {@link #learn}.
     */
    public void rankGroup(
            String userId,
            UserState user,
            long timeMs,
            boolean grouped,
            RowFilter unconsumed,
            long seed,
            int limit,
            Selection chosen) {
        query.fill(user, timeMs, grouped, unconsumed, seed);
        ranked = groups.renew(userId, timeMs);
        pipeline.rank(query, ranked, limit, chosen);
    }

    /** Whether the item of {@code row} was a candidate in the ranking of the group. */
    public boolean hasCandidate(String userId, long timeMs, int row) {
        CandidateTable candidates = candidates(userId, timeMs);
        return candidates != null && candidates.placeOf(row) != CandidateTable.NOT_FOUND;
    }

    /** The candidates for a group with their features, if they are still there. */
    @Nullable
    CandidateTable candidates(String userId, long timeMs) {
        return groups.of(userId, timeMs);
    }

    /** The features' names by column. */
    List<String> features() {
        return pipeline.features();
    }

    /**
     * Learns that a user took the item of {@code row}; to be called before the user's state changes.
     *
     * @param strength factor on the step and on what pairs and faded counts grow by, greater than 0
     */
    public void learn(String userId, UserState user, long timeMs, boolean grouped, int row, float strength) {
        CandidateTable candidates = candidates(userId, timeMs);
        if (candidates != null) {
            int place = candidates.placeOf(row);
            if (place != CandidateTable.NOT_FOUND) {
                state.beforeWeights();
                droppedSteps += scorer.learn(candidates, place, strength) ? 0 : 1;
            }
        }
        if (grouped) {
            before.fillBefore(user.recent(), timeMs, model.index());
        } else {
            before.fill(user.recent(), model.index());
        }
        signals.learn(row, before, strength);
    }

    /** Forgets items that are gone, and all candidates that were remembered, since rows go to other items. */
    public void forgetAll(BitSet gone) {
        signals.forgetAll(gone);
        groups.forgetAll();
        table.clear();
        ranked = table;
    }

    /** Forgets that the item of a row was a candidate, since the row goes to another item. */
    public void forgetCandidate(int row) {
        groups.forget(row);
        table.forget(row);
    }

    /** What is learned from lists that were shown; empty if nothing is. */
    public Optional<ListFeedback> feedback() {
        return Optional.ofNullable(feedback);
    }

    /** Drops what a user's state holds of lists that cannot be learned from. */
    public void fitLists(UserState user) {
        if (feedback == null) {
            user.lists(null);
        } else {
            feedback.fit(user);
        }
    }

    /**
     * Remembers the list of the ranking that was made last, if nothing was learned since.
     *
     * @param listKey 64-bit key of its id
     * @param chosen what that ranking answered with
     * @return false if lists are not remembered, or there is nothing in it
     */
    public boolean remember(UserState user, long listKey, long timeMs, Selection chosen) {
        if (feedback == null || chosen.size() == 0) {
            return false;
        }
        int length = Math.min(chosen.size(), feedback.items());
        ServedList list = feedback.begin(user, listKey, timeMs, length);
        for (int place = 0; place < length; place++) {
            int row = chosen.row(place);
            ListFeedback.put(list, place, model.index().key(row), place, ranked, ranked.placeOf(row));
        }
        return true;
    }

    /**
     * Remembers what was shown as a list that was made at that time, from the newest state, and notes that it was shown. Items
     * that have no row are left out, the others keep their positions.
     */
    public void serve(UserState user, Impression impression) {
        if (feedback == null) {
            return;
        }
        query.fill(user, impression.shownMs(), false, RowFilter.ALL, 0);
        CandidateTable seen = feedback.begin(impression, model.index());
        pipeline.describe(query, seen);
        feedback.served(user, impression, model.index());
    }

    /** Learns that a user took an item of a list; nothing if lists are not remembered. */
    public void taken(UserState user, long listKey, long itemKey, long timeMs, float strength) {
        if (feedback != null) {
            feedback.taken(user, listKey, itemKey, timeMs, strength);
        }
    }

    /** Notes what of a list was shown; nothing if lists are not remembered. */
    public void shown(@Nullable UserState user, Impression impression) {
        if (feedback != null) {
            feedback.shown(
                    user, StableHash.of(impression.recommendationId()), impression.itemIds(), impression.shownMs());
        }
    }

    /** Steps that were left out in part because a value was not finite. */
    public long droppedSteps() {
        return droppedSteps + (feedback == null ? 0 : feedback.droppedSteps());
    }

    /** How often a source has failed. */
    public long failures() {
        return pipeline.failures();
    }

    /** Bytes of the heap that the signals take. */
    public long bytes() {
        return signals.bytes();
    }
}
