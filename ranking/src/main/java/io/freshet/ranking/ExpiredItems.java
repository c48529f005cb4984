package io.freshet.ranking;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.NegativeSampler;
import io.freshet.features.ContentStarts;
import io.freshet.features.ItemAges;
import io.freshet.features.ItemExpiry;
import io.freshet.features.ItemReplica;
import io.freshet.features.PopularityOrder;
import io.freshet.ranking.pipeline.DeclaredFeatures;
import io.freshet.ranking.pipeline.Ranker;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Has every part of the engine that holds rows let go of those whose items expired. */
final class ExpiredItems {
    private final ItemModel model;
    private final PopularityOrder popularity;
    private final NegativeSampler sampler;
    private final ItemAges ages;
    private final @Nullable ItemReplica replica;
    private final @Nullable Ranker ranker;
    private final @Nullable DeclaredFeatures declared;
    private final ConsumedRows consumed;
    private final PrequentialTests tests;
    private final ContentStarts starts;

    ExpiredItems(
            ItemModel model,
            PopularityOrder popularity,
            NegativeSampler sampler,
            ItemAges ages,
            @Nullable ItemReplica replica,
            @Nullable Ranker ranker,
            @Nullable DeclaredFeatures declared,
            ConsumedRows consumed,
            PrequentialTests tests,
            ContentStarts starts) {
        this.model = model;
        this.popularity = popularity;
        this.sampler = sampler;
        this.ages = ages;
        this.replica = replica;
        this.ranker = ranker;
        this.declared = declared;
        this.consumed = consumed;
        this.tests = tests;
        this.starts = starts;
    }

    /** Forgets items that nobody has wanted for too long, with the first event of each of {@link ItemExpiry}'s steps. */
    void advance(long timeMs) {
        if (ages.isDue(timeMs)) {
            forget(ages.gone(timeMs, model.index()));
            if (declared != null) {
                declared.expire(ages, model.index());
            }
        }
    }

    /** Their rows go to other items, so nobody may keep one. Cost: a look at every neighbour of an item. */
    private void forget(BitSet gone) {
        if (gone.isEmpty()) {
            return;
        }
        if (replica != null) {
            replica.expiring(gone);
        }
        long[] forgotten =
                gone.stream().mapToLong(row -> model.index().key(row)).toArray();
        gone.stream().forEach(row -> popularity.count(row, 0));
        if (ranker != null) {
            ranker.forgetAll(gone);
        }
        sampler.removeAll(gone);
        ages.forget(gone);
        model.removeAll(gone);
        consumed.forgetAll();
        tests.forgetAll();
        for (long key : forgotten) {
            starts.changed(key); // the catalogue may still have it
        }
    }
}
