package io.freshet.features.declared;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * States and changes of declared features as one array of longs: how many features there are, 0 for a state or 1 for a change,
 * and for each feature its number of longs, of a change when it begins, and these longs. Equal states are equal arrays.
 */
public final class FlatFeatures {
    private static final int MOST_FEATURES = 1_000;

    /** Of a feature's longs: the time of its newest event, and something that was counted. */
    private static final int SHORTEST = 2;

    private static final int STATE = 0;
    private static final int CHANGE = 1;

    private final long[] values;
    private int at;

    private FlatFeatures(long[] values) {
        this.values = values;
    }

    public static long[] of(FeatureState state) {
        return flat(state, null);
    }

    public static long[] of(FeatureChange change) {
        return flat(change.state(), change);
    }

    private static long[] flat(FeatureState state, @Nullable FeatureChange change) {
        LongArrayList flat = new LongArrayList();
        flat.add(state.features());
        flat.add(change == null ? STATE : CHANGE);
        for (int feature = 0; feature < state.features(); feature++) {
            long[] part = state.part(feature);
            flat.add(part == null ? 0 : part.length);
            if (part != null) {
                if (change != null) {
                    flat.add(change.begunMs(feature));
                }
                flat.addElements(flat.size(), part);
            }
        }
        return flat.toLongArray();
    }

    /**
     * The state that an array holds, which shares nothing with it.
     *
     * @throws IllegalArgumentException if it holds none
     */
    public static FeatureState state(long[] flat) {
        FlatFeatures in = new FlatFeatures(flat);
        FeatureState state = in.read(STATE, null);
        in.requireEnd();
        return state;
    }

    /**
     * The change that an array holds, which shares nothing with it.
     *
     * @throws IllegalArgumentException if it holds none
     */
    public static FeatureChange change(long[] flat) {
        FlatFeatures in = new FlatFeatures(flat);
        long[] begunMs = new long[flat.length == 0 ? 0 : features(flat[0])];
        FeatureState state = in.read(CHANGE, begunMs);
        in.requireEnd();
        return new FeatureChange(state, begunMs);
    }

    private FeatureState read(int kind, long @Nullable [] begunMs) {
        FeatureState state = new FeatureState(features(next()));
        if (next() != kind) {
            throw damaged("is of another kind");
        }
        for (int feature = 0; feature < state.features(); feature++) {
            long length = next();
            if (length != 0) {
                if (begunMs != null) {
                    begunMs[feature] = next();
                }
                state.part(feature, part(length));
            }
        }
        return state;
    }

    private long[] part(long length) {
        if (length < SHORTEST || length > values.length - at) {
            throw damaged("has a feature of " + length + " values");
        }
        at += (int) length;
        return Arrays.copyOfRange(values, at - (int) length, at);
    }

    private long next() {
        if (at == values.length) {
            throw damaged("ends too early");
        }
        return values[at++];
    }

    private void requireEnd() {
        if (at != values.length) {
            throw damaged("goes on behind its last feature");
        }
    }

    private static int features(long number) {
        if (number < 0 || number > MOST_FEATURES) {
            throw damaged("has " + number + " features");
        }
        return (int) number;
    }

    private static IllegalArgumentException damaged(String how) {
        return new IllegalArgumentException(
                "a state of declared features " + how + ", which no program wrote: the data is damaged");
    }
}
