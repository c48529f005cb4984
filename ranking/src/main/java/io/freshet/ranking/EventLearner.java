package io.freshet.ranking;

import io.freshet.embedding.ChangeListener;
import io.freshet.embedding.ContrastiveLearner;
import io.freshet.embedding.DroppedSteps;
import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.NegativeSampler;
import io.freshet.embedding.StableHash;
import io.freshet.features.ContentStarts;
import io.freshet.features.ItemAges;
import io.freshet.features.PopularityOrder;
import io.freshet.features.UserState;
import io.freshet.features.declared.Admission;
import io.freshet.ranking.pipeline.DeclaredFeatures;
import io.freshet.ranking.pipeline.Ranker;
import io.freshet.schemas.Interaction;
import org.jspecify.annotations.Nullable;

/**
 * Learns from events: the user's state, the shared rows, the counts and the ranker change. One thread. Cost of an event: one
 * learning step, with a ranker also one of its own, and one ranking where its group has none.
 */
final class EventLearner {
    private final RecommenderConfig config;
    private final ItemModel model;
    private final PopularityOrder popularity;
    private final ItemAges ages;
    private final ChangeListener listener;
    private final EventKeys keys;
    private final ConsumedRows consumed;
    private final ContentStarts starts;
    private final @Nullable DeclaredFeatures declared;
    private final @Nullable Ranker ranker;
    private final PrequentialTests tests;
    private final ContrastiveLearner learner;
    private final Admission admission;
    private final EventContexts contexts;

    /**
     * @param declared null for none
     * @param ranker null ranks by the embedding alone
     */
    EventLearner(
            RecommenderConfig config,
            ItemModel model,
            PopularityOrder popularity,
            NegativeSampler sampler,
            ItemAges ages,
            ChangeListener listener,
            EventKeys keys,
            ConsumedRows consumed,
            ContentStarts starts,
            @Nullable DeclaredFeatures declared,
            @Nullable Ranker ranker,
            PrequentialTests tests) {
        this.config = config;
        this.model = model;
        this.popularity = popularity;
        this.ages = ages;
        this.listener = listener;
        this.keys = keys;
        this.consumed = consumed;
        this.starts = starts;
        this.declared = declared;
        this.ranker = ranker;
        this.tests = tests;
        this.learner = new ContrastiveLearner(config.learner(), model, sampler, listener);
        this.admission = new Admission(config.items().admissionEvents());
        this.contexts = new EventContexts(
                model.index(), config.grouped(), config.learner().contextLength());
    }

    /** Items that have had too few events for a row. */
    Admission admission() {
        return admission;
    }

    /** What the learning steps did not do; goes on counting. */
    DroppedSteps droppedSteps() {
        return learner.dropped();
    }

    /** As {@link Recommender#learn}, after what is due at the event's time has expired. */
    boolean learn(UserState user, Interaction event) {
        float strength = config.events().strength(event);
        if (declared == null) {
            return strength == 0 || learn(user, event, strength);
        }
        boolean stepped = true;
        if (strength == 0) {
            tests.rankUnlessRanked(
                    user, event); // what else comes in its group is tested against the state from before it
        } else {
            stepped = learn(user, event, strength);
        }
        long key = keys.ofItem(event);
        declared.add(
                user,
                StableHash.of(event.userId()),
                key,
                mayHaveRow(key) ? event.itemId() : null,
                keys.ofEvent(event),
                event.type(),
                event.eventTimeMs());
        return stepped;
    }

    /** Whether the item is admitted, or would be with the next event of who wants it. */
    private boolean mayHaveRow(long key) {
        return config.items().admissionEvents() == 1 || model.index().row(key) != ItemIndex.UNKNOWN;
    }

    private boolean learn(UserState user, Interaction event, float strength) {
        return strength > 0 ? learnWanted(user, event, strength) : learnDislike(user, event, -strength);
    }

    private boolean learnWanted(UserState user, Interaction event, float strength) {
        if (ranker != null) {
            tests.rankUnlessRanked(user, event); // it learns from candidates, also where nobody asked for a test
        }
        long key = keys.ofItem(event);
        if (model.index().row(key) == ItemIndex.UNKNOWN && !admission.admits(key, model.size())) {
            remember(user, event, key);
            return true;
        }
        int row = model.rowOf(key, event.itemId());
        if (ranker != null) {
            ranker.learn(event.userId(), user, event.eventTimeMs(), config.grouped(), row, strength);
            if (event.recommendationId() != null) {
                ranker.taken(user, StableHash.of(event.recommendationId()), key, event.eventTimeMs(), strength);
            }
        }
        boolean stepped =
                learner.learn(user.taste(), contexts.of(user, event.eventTimeMs()), row, keys.ofEvent(event), strength);
        listener.beforeTarget(row, true);
        popularity.add(row, 1);
        ages.touched(row, event.eventTimeMs());
        starts.learned(row, popularity.count(row));
        remember(user, event, key);
        return stepped;
    }

    /** An item that nobody wanted yet has no row to be pushed away, and gets none. */
    private boolean learnDislike(UserState user, Interaction event, float strength) {
        tests.rankUnlessRanked(user, event); // what else comes in its group is tested against the state from before it
        long key = keys.ofItem(event);
        int row = model.index().row(key);
        boolean hasRow = row != ItemIndex.UNKNOWN;
        float step = strength * config.events().dislikeRate();
        boolean stepped = !hasRow
                || model.index().isUntouched(row)
                || step == 0
                || learner.dislike(
                        user.taste(), contexts.of(user, event.eventTimeMs()), row, keys.ofEvent(event), step);
        if (user.dislikes().add(key, event.eventTimeMs()) && hasRow) {
            consumed.add(user, row);
        }
        return stepped;
    }

    /** Of an item without a row, too, which may get one. */
    private void remember(UserState user, Interaction event, long key) {
        user.recent().add(key, event.eventTimeMs());
        user.countEvent();
        if (user.dislikes().remove(key)) {
            consumed.takenBack();
        }
        if (!config.repeat() && user.consumed().add(key)) {
            int row = model.index().row(key);
            if (row != ItemIndex.UNKNOWN) {
                consumed.add(user, row);
            }
            tests.consumed(event, key);
        }
    }
}
