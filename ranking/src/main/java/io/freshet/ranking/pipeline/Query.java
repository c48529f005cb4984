package io.freshet.ranking.pipeline;

import io.freshet.embedding.Context;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.RowFilter;
import io.freshet.features.Dislikes;
import io.freshet.features.RecentRows;
import io.freshet.features.UserState;
import io.freshet.features.declared.UserFeatures;
import org.jspecify.annotations.Nullable;

/** For whom and when is ranked, and from which recent items. Filled anew for each ranking; one thread. */
final class Query {
    private final ItemModel model;
    private final Context context;
    private final RecentRows recent;
    private final float[] vector;
    private float[] taste;
    private RowFilter unconsumed = RowFilter.ALL;
    private @Nullable Dislikes dislikes;
    private @Nullable UserFeatures features;
    private long timeMs;
    private long events;
    private long seed;
    private long number;
    private int candidateFactor = 1;

    /**
     * @param contextLength items that the embedding's query is made of
     * @param memory items that everything else looks back on
     */
    Query(ItemModel model, int contextLength, int memory) {
        this.model = model;
        this.context = new Context(contextLength);
        this.recent = new RecentRows(memory);
        this.vector = new float[model.dimension()];
        this.taste = vector;
    }

    /** Of a user at a time, for as many candidates as usual. */
    void fill(UserState user, long atMs, boolean before, RowFilter filter, long seedOfChance) {
        fill(user, atMs, before, filter, seedOfChance, 1);
    }

    /**
     * Of a user at a time.
     *
     * @param before whether items of that very time are left out
     * @param filter accepts what the user may be answered with
     * @param seedOfChance what is left to chance is a function of it
     * @param times how many times as many candidates as usual are wanted
     */
    void fill(UserState user, long atMs, boolean before, RowFilter filter, long seedOfChance, int times) {
        number++;
        candidateFactor = times;
        seed = seedOfChance;
        timeMs = atMs;
        events = user.events();
        taste = user.taste().values();
        unconsumed = filter;
        dislikes = user.dislikes();
        features = user.features();
        if (before) {
            user.recent().contextBefore(atMs, model.index(), context);
            recent.fillBefore(user.recent(), atMs, model.index());
        } else {
            user.recent().context(atMs, model.index(), context);
            recent.fill(user.recent(), model.index());
        }
        model.query(user.taste(), context, vector);
    }

    /** Another one for every {@link #fill}. */
    long number() {
        return number;
    }

    /** What is left to chance is a function of it. */
    long seed() {
        return seed;
    }

    /** How many times as many candidates as usual a source should offer. */
    int candidateFactor() {
        return candidateFactor;
    }

    long timeMs() {
        return timeMs;
    }

    /** The user's events so far. */
    long events() {
        return events;
    }

    /** What the embedding's query is made of. */
    Context context() {
        return context;
    }

    RecentRows recent() {
        return recent;
    }

    /** p_u, {@code float[dimension]}; not to be changed. */
    float[] taste() {
        return taste;
    }

    /** p_u + Σ_k w_k s_{h_k}, {@code float[dimension]}; not to be changed. */
    float[] vector() {
        return vector;
    }

    /** Whether the user dislikes the item with this key. */
    boolean isDisliked(long key) {
        return dislikes != null && dislikes.contains(key);
    }

    /** The user's declared features; null if none are declared. */
    @Nullable
    UserFeatures features() {
        return features;
    }

    RowFilter unconsumed() {
        return unconsumed;
    }
}
