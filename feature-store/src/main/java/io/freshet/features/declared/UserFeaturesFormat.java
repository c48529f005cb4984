package io.freshet.features.declared;

import io.freshet.features.Binary;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@link UserFeatures} as bytes, a part of a user's state: the fingerprints of both lists of features, the time of the newest
 * event, the user's own state, then the items by key. Equal features are equal bytes.
 */
public final class UserFeaturesFormat {
    private static final int NONE = -1;

    /** Of a feature's longs: the time of its newest event, and something that was counted. */
    private static final int SHORTEST = 2;

    private UserFeaturesFormat() {}

    public static void write(UserFeatures features, DataOutput out) throws IOException {
        writeLongs(features.ofUser(), out);
        writeLongs(features.ofItems(), out);
        out.writeLong(features.newestMs());
        writeState(features.user(), features.ofUser().length, out);
        long[] keys = features.sortedItems();
        out.writeInt(keys.length);
        for (long key : keys) {
            out.writeLong(key);
            writeState(features.item(key), features.ofItems().length, out);
        }
    }

    public static UserFeatures read(DataInput in) throws IOException {
        long[] ofUser = readLongs(Binary.checked(in.readInt()), in);
        long[] ofItems = readLongs(Binary.checked(in.readInt()), in);
        UserFeatures features = new UserFeatures(ofUser, ofItems, in.readLong());
        features.user(readState(ofUser.length, in));
        int items = Binary.checked(in.readInt());
        for (int i = 0; i < items; i++) {
            long key = in.readLong();
            FeatureState state = readState(ofItems.length, in);
            if (state != null) {
                features.item(key, state);
            }
        }
        return features;
    }

    /** A length for each feature, {@link #NONE} where nothing counted, and so many longs. */
    private static void writeState(@Nullable FeatureState state, int features, DataOutput out) throws IOException {
        for (int feature = 0; feature < features; feature++) {
            long[] part = state == null ? null : state.part(feature);
            if (part == null) {
                out.writeInt(NONE);
            } else {
                writeLongs(part, out);
            }
        }
    }

    private static @Nullable FeatureState readState(int features, DataInput in) throws IOException {
        FeatureState state = new FeatureState(features);
        boolean holds = false;
        for (int feature = 0; feature < features; feature++) {
            int length = in.readInt();
            if (length != NONE && length < SHORTEST) {
                throw new IOException(
                        "a length of " + length + " is damaged data: a declared feature has " + SHORTEST + " or more");
            }
            if (length != NONE) {
                state.part(feature, readLongs(Binary.checked(length), in));
                holds = true;
            }
        }
        return holds ? state : null;
    }

    private static void writeLongs(long[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (long value : values) {
            out.writeLong(value);
        }
    }

    /** {@code length} as it was checked. */
    private static long[] readLongs(int length, DataInput in) throws IOException {
        LongArrayList values = new LongArrayList();
        for (int i = 0; i < length; i++) {
            values.add(in.readLong());
        }
        return values.toLongArray();
    }
}
