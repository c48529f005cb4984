package io.freshet.features.declared;

import io.freshet.embedding.StableHash;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the features of one entity are computed. Immutable. What it adds up depends on the events alone, not on their order or
 * on how they were split and merged; a ttl alone needs them in the order of time, so whoever holds the state applies it, and
 * a {@link #merge} does not.
 */
public final class EntityPlan {
    /** Of an entity that no feature looks at. */
    public static final EntityPlan NONE = new EntityPlan(List.of(), new int[0], new long[0]);

    private final CompiledFeature[] features;
    private final int[] columns;
    private final long[] fingerprints;
    private final long lifetimeMs;

    /**
     * @param columns places of the features among all of the plan
     * @param fingerprints of their definitions
     */
    EntityPlan(List<CompiledFeature> features, int[] columns, long[] fingerprints) {
        this.features = features.toArray(CompiledFeature[]::new);
        this.columns = columns;
        this.fingerprints = fingerprints;
        this.lifetimeMs =
                features.stream().mapToLong(CompiledFeature::lifetimeMs).max().orElse(0);
    }

    /** {@linkplain FeatureDefinition#fingerprint Fingerprints} of the features, in their order. */
    long[] fingerprints() {
        return fingerprints;
    }

    /** A hash of all of them: a state of features with another one means something else. */
    public String fingerprint() {
        return HexFormat.of().toHexDigits(StableHash.of(Arrays.toString(fingerprints)));
    }

    /** Whether a state has as many features as this plan, as all have that it made. */
    public boolean fits(FeatureState state) {
        return state.features() == features.length;
    }

    /** No feature looks at this entity. */
    public boolean isEmpty() {
        return features.length == 0;
    }

    /** So long after its newest event a state reads as if there were none; {@link Long#MAX_VALUE} for never. */
    public long lifetimeMs() {
        return lifetimeMs;
    }

    /** Whether any of the features looks at such events. */
    public boolean counts(FeatureEvent event) {
        for (CompiledFeature feature : features) {
            if (feature.counts(event)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Counts an event.
     *
     * @param state null for none yet; changed and handed back
     * @return null if none of the features looks at such events and there was no state
     */
    public @Nullable FeatureState add(@Nullable FeatureState state, FeatureEvent event) {
        FeatureState changed = state;
        for (int i = 0; i < features.length; i++) {
            long[] before = changed == null ? null : changed.part(i);
            long[] after = features[i].add(before, event);
            if (after != before) {
                changed = changed == null ? new FeatureState(features.length) : changed;
                changed.part(i, after);
            }
        }
        return changed;
    }

    /**
     * Counts an event among the changes of a state that is about to count it too.
     *
     * @param change null for none yet; changed and handed back
     * @param before the state without the event; null for none
     */
    public FeatureChange note(@Nullable FeatureChange change, @Nullable FeatureState before, FeatureEvent event) {
        FeatureChange noted = change == null ? new FeatureChange(features.length) : change;
        for (int i = 0; i < features.length; i++) {
            if (features[i].counts(event)) {
                boolean begins = features[i].isForgotten(before == null ? null : before.part(i), event.timeMs());
                if (begins || noted.state().part(i) == null) {
                    noted.begin(i, event.timeMs());
                }
                noted.part(i, features[i].count(noted.state().part(i), event));
            }
        }
        noted.countEvent();
        return noted;
    }

    /**
     * The state with a change, which share nothing with it. Changes may come in any order where there is no ttl; what has come
     * to the end of its ttl before the change began is forgotten, as if its events were added one by one.
     *
     * @param state null for none
     */
    public FeatureState plus(@Nullable FeatureState state, FeatureChange change) {
        FeatureState sum = new FeatureState(features.length);
        for (int i = 0; i < features.length; i++) {
            long[] part = state == null ? null : state.part(i);
            long[] added = change.state().part(i);
            boolean isForgotten = added != null && features[i].isForgotten(part, change.begunMs(i));
            sum.part(i, features[i].merge(isForgotten ? null : part, added));
        }
        return sum;
    }

    /** The state of the events of both, which share nothing with it. */
    public FeatureState merge(FeatureState one, FeatureState other) {
        FeatureState merged = new FeatureState(features.length);
        for (int i = 0; i < features.length; i++) {
            merged.part(i, features[i].merge(one.part(i), other.part(i)));
        }
        return merged;
    }

    /**
     * Fills in the features of this entity.
     *
     * @param state null for none
     * @param clock events of the whole stream before now
     * @param into all columns of the plan; NaN where there is no value
     */
    public void read(@Nullable FeatureState state, long timeMs, long clock, double[] into) {
        for (int i = 0; i < features.length; i++) {
            into[columns[i]] = features[i].read(state == null ? null : state.part(i), timeMs, clock);
        }
    }

    /** Whether the state can go, because from this time on it reads as none does. */
    public boolean isOver(FeatureState state, long timeMs) {
        for (int i = 0; i < features.length; i++) {
            if (!features[i].isOver(state.part(i), timeMs)) {
                return false;
            }
        }
        return true;
    }
}
