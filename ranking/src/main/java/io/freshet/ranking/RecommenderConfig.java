package io.freshet.ranking;

import io.freshet.embedding.LearnerConfig;
import io.freshet.features.RankerLayout;
import io.freshet.features.RowLayout;
import io.freshet.features.declared.Entity;
import io.freshet.ranking.pipeline.DeclaredConfig;
import io.freshet.ranking.pipeline.FeedbackConfig;
import io.freshet.ranking.pipeline.Ranker;
import io.freshet.ranking.pipeline.RankerConfig;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link Recommender}.
 *
 * @param learner of the embedding
 * @param repeat whether a consumed item may be recommended again (variant I of the evaluation; false is X)
 * @param grouped whether events of one user and timestamp are tested and learned with the state from before them (mode
 *     G of the evaluation); false takes them one after the other (mode S)
 * @param cachedGroups how many users' current groups are remembered for evaluation
 * @param users what is kept of them
 * @param items what is kept of them
 * @param events what each type of event counts
 * @param ranker of what the embedding and other sources find; null ranks by the embedding alone
 * @param declared features that the ranker looks at beside its own; nobody does without a ranker
 * @param feedback what the ranker learns from lists that were shown
 */
public record RecommenderConfig(
        LearnerConfig learner,
        boolean repeat,
        boolean grouped,
        int cachedGroups,
        UserConfig users,
        ItemConfig items,
        EventConfig events,
        @Nullable RankerConfig ranker,
        DeclaredConfig declared,
        FeedbackConfig feedback)
        implements Serializable {
    private static final int CACHED_GROUPS = 10_000;

    public RecommenderConfig {
        if (cachedGroups < 1) {
            throw new IllegalArgumentException("cachedGroups is " + cachedGroups + ": set it to 1 or more");
        }
    }

    /** By the embedding alone; users and items are kept for ever. */
    public RecommenderConfig(LearnerConfig learner, boolean repeat, boolean grouped, int cachedGroups) {
        this(
                learner,
                repeat,
                grouped,
                cachedGroups,
                UserConfig.DEFAULTS,
                ItemConfig.DEFAULTS,
                EventConfig.DEFAULTS,
                null,
                DeclaredConfig.NONE,
                FeedbackConfig.DEFAULTS);
    }

    /** The defaults for every stream; only whether items repeat is a fact about the data. */
    public static RecommenderConfig defaults(boolean repeat) {
        return of(LearnerConfig.DEFAULTS, repeat);
    }

    /** The defaults but for the learner. */
    public static RecommenderConfig of(LearnerConfig learner, boolean repeat) {
        return new RecommenderConfig(learner, repeat, true, CACHED_GROUPS);
    }

    /** The same settings for mode S. */
    public RecommenderConfig sequential() {
        return new RecommenderConfig(
                learner, repeat, false, cachedGroups, users, items, events, ranker, declared, feedback);
    }

    /** The same settings with others of users. */
    public RecommenderConfig with(UserConfig value) {
        return new RecommenderConfig(
                learner, repeat, grouped, cachedGroups, value, items, events, ranker, declared, feedback);
    }

    /** The same settings with others of items. */
    public RecommenderConfig with(ItemConfig value) {
        return new RecommenderConfig(
                learner, repeat, grouped, cachedGroups, users, value, events, ranker, declared, feedback);
    }

    /** The same settings with other weights of event types. */
    public RecommenderConfig with(EventConfig value) {
        return new RecommenderConfig(
                learner, repeat, grouped, cachedGroups, users, items, value, ranker, declared, feedback);
    }

    /** The same settings with a ranker. */
    public RecommenderConfig with(RankerConfig value) {
        return new RecommenderConfig(
                learner, repeat, grouped, cachedGroups, users, items, events, value, declared, feedback);
    }

    /** The same settings with declared features. */
    public RecommenderConfig with(DeclaredConfig value) {
        return new RecommenderConfig(
                learner, repeat, grouped, cachedGroups, users, items, events, ranker, value, feedback);
    }

    /** The same settings with others of lists that were shown. */
    public RecommenderConfig with(FeedbackConfig value) {
        return new RecommenderConfig(
                learner, repeat, grouped, cachedGroups, users, items, events, ranker, declared, value);
    }

    /** Whether events are counted for declared features. */
    boolean declares() {
        return ranker != null && !declared.isEmpty();
    }

    /** Whether learners tell each other also of events that weigh 0, for declared features of items. */
    public boolean sharesAllEvents() {
        return declares() && declared.definitions().stream().anyMatch(each -> each.entity() == Entity.ITEM);
    }

    /** Whether lists that are served are remembered, to be learned from. */
    public boolean learnsFromLists() {
        return ranker != null && feedback.remembers();
    }

    /** The shape of what the ranker learns; null without one. */
    public @Nullable RankerLayout rankerLayout() {
        return ranker == null ? null : Ranker.layout(ranker, declared);
    }

    /** The shape of the rows that learners with these settings share. */
    public RowLayout rowLayout() {
        return new RowLayout(learner, rankerLayout());
    }

    /** Recent items of a user that are kept. */
    int memory() {
        return ranker == null ? learner.contextLength() : Math.max(learner.contextLength(), ranker.memory());
    }
}
