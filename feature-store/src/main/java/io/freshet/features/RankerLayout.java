package io.freshet.features;

import io.freshet.embedding.StableHash;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The shape of what rankers share: signals about items, and weights of features in sets.
 *
 * <p>The reserved row of the weights is named after features and number of sets, so a program with others finds none of its
 * own and begins anew, instead of taking the weights for those of other features. Immutable.
 */
public final class RankerLayout {
    private final SignalsConfig signals;
    private final List<String> features;
    private final float[] start;
    private final int sets;
    private final String weightsRow;

    /**
     * @param features names by column
     * @param start of everybody's weights, {@code float[features]}
     * @param sets of weights, everybody's among them
     */
    public RankerLayout(SignalsConfig signals, List<String> features, float[] start, int sets) {
        if (start.length != features.size()) {
            throw new IllegalArgumentException("there are " + start.length + " start values for " + features.size()
                    + " features: give one for each");
        }
        this.signals = signals;
        this.features = List.copyOf(features);
        this.start = start.clone();
        this.sets = sets;
        this.weightsRow = "\0ranker-weights:"
                + HexFormat.of().toHexDigits(StableHash.of(sets + " " + String.join(" ", features)));
    }

    public SignalsConfig signals() {
        return signals;
    }

    /** Names of the features by column. */
    public List<String> features() {
        return features;
    }

    /** Id of the reserved row of the weights. */
    public String weightsRow() {
        return weightsRow;
    }

    RankerWeights newWeights() {
        return new RankerWeights(start, sets);
    }

    /** How many weights there are. */
    int weights() {
        return sets * start.length;
    }

    /** The weights before the first event, and as many zeros for their Adagrad sums. */
    float[] startOfRow() {
        return Arrays.copyOf(newWeights().weights(), 2 * weights());
    }
}
