package io.freshet.features;

import io.freshet.embedding.StableHash;
import io.freshet.features.declared.FeaturePlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a ranker learns and may share with others: signals about items, the declared features of items, the weights of its
 * features, and those of positions in lists that were shown. One thread.
 */
public final class RankerState {
    /** Positions that are told apart, from the first one on; the last of them stands for all below. */
    public static final int POSITIONS = 20;

    private final RankerLayout layout;
    private final long layoutKey;
    private final ItemSignals signals;
    private final ItemFeatures itemFeatures;
    private final RankerWeights weights;
    private final RankerWeights positions = new RankerWeights(new float[POSITIONS], 1);
    private final SignalListener listener;

    /** A state that nobody else shares. */
    public RankerState(RankerLayout layout) {
        this(layout, SignalListener.NONE, new ItemFeatures(layout.itemFeatures(), ItemFeatures.Listener.NONE));
    }

    RankerState(RankerLayout layout, SignalListener listener, ItemFeatures itemFeatures) {
        this.itemFeatures = itemFeatures;
        this.layout = layout;
        this.layoutKey = StableHash.of(layout.weightsRow());
        this.signals = new ItemSignals(layout.signals(), listener);
        this.weights = layout.newWeights();
        this.listener = listener;
    }

    /** Names of the features by column. */
    public List<String> features() {
        return layout.features();
    }

    /** A hash of what features and sets mean; values of another one would be those of other features. */
    public long layoutKey() {
        return layoutKey;
    }

    public ItemSignals signals() {
        return signals;
    }

    /** How declared features are computed; null without any. */
    public @Nullable FeaturePlan plan() {
        return layout.plan();
    }

    /** What is counted of items for declared features; without any it stays empty. */
    public ItemFeatures itemFeatures() {
        return itemFeatures;
    }

    public RankerWeights weights() {
        return weights;
    }

    /** A weight for each position, in the one set there is; they start at 0 and change only where lists teach. */
    public RankerWeights positions() {
        return positions;
    }

    /** To be called before the weights change. */
    public void beforeWeights() {
        listener.beforeWeights();
    }

    /** To be called before the weights of positions change. */
    public void beforePositions() {
        listener.beforePositions();
    }
}
