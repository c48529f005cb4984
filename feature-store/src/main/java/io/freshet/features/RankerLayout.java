package io.freshet.features;

import io.freshet.embedding.StableHash;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.EntityPlan;
import io.freshet.features.declared.FeaturePlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    private final List<String> situations;
    private final List<String> declared;
    private final @Nullable FeaturePlan plan;
    private final String weightsRow;

    /**
     * @param features names by column
     * @param start of everybody's weights, {@code float[features]}
     * @param sets of weights, everybody's among them
     */
    public RankerLayout(SignalsConfig signals, List<String> features, float[] start, int sets) {
        this(signals, features, start, sets, List.of(), List.of(), null);
    }

    /**
     * @param features names by column
     * @param start of everybody's weights, {@code float[features]}
     * @param sets of weights, everybody's among them
     * @param situations names of what the sets are for; none where their number says it
     * @param declared what else the meaning of columns and sets depends on, in any form that differs where they do; none for a
     *     ranker with its own features alone
     * @param plan of the declared features, null for none
     */
    public RankerLayout(
            SignalsConfig signals,
            List<String> features,
            float[] start,
            int sets,
            List<String> situations,
            List<String> declared,
            @Nullable FeaturePlan plan) {
        if (start.length != features.size()) {
            throw new IllegalArgumentException("there are " + start.length + " start values for " + features.size()
                    + " features: give one for each");
        }
        this.signals = signals;
        this.features = List.copyOf(features);
        this.start = start.clone();
        this.sets = sets;
        this.situations = List.copyOf(situations);
        this.declared = List.copyOf(declared);
        this.plan = plan;
        List<String> words = new ArrayList<>(features);
        words.addAll(situations);
        words.addAll(declared);
        this.weightsRow =
                "\0ranker-weights:" + HexFormat.of().toHexDigits(StableHash.of(sets + " " + String.join(" ", words)));
    }

    public SignalsConfig signals() {
        return signals;
    }

    /** Names of the features by column. */
    public List<String> features() {
        return features;
    }

    /** Names of what the sets of weights are for; empty where their number says it. */
    public List<String> situations() {
        return situations;
    }

    /** What the meaning of columns and sets depends on beside their names; empty without declared features. */
    public List<String> declared() {
        return declared;
    }

    /** How declared features are computed; null without any. */
    public @Nullable FeaturePlan plan() {
        return plan;
    }

    /** How those of items are, which rankers share. */
    EntityPlan itemFeatures() {
        return plan == null ? EntityPlan.NONE : plan.of(Entity.ITEM);
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
