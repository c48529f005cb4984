package io.freshet.features;

import java.util.List;

/** What a ranker learns and may share with others: signals about items, and the weights of its features. One thread. */
public final class RankerState {
    private final RankerLayout layout;
    private final ItemSignals signals;
    private final RankerWeights weights;
    private final SignalListener listener;

    /** A state that nobody else shares. */
    public RankerState(RankerLayout layout) {
        this(layout, SignalListener.NONE);
    }

    RankerState(RankerLayout layout, SignalListener listener) {
        this.layout = layout;
        this.signals = new ItemSignals(layout.signals(), listener);
        this.weights = layout.newWeights();
        this.listener = listener;
    }

    /** Names of the features by column. */
    public List<String> features() {
        return layout.features();
    }

    public ItemSignals signals() {
        return signals;
    }

    public RankerWeights weights() {
        return weights;
    }

    /** To be called before the weights change. */
    public void beforeWeights() {
        listener.beforeWeights();
    }
}
