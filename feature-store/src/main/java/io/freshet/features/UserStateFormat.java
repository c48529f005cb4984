package io.freshet.features;

import io.freshet.embedding.UserVector;
import io.freshet.features.declared.UserFeatures;
import io.freshet.features.declared.UserFeaturesFormat;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * {@link UserState} as bytes; each begins with the version of the format. Version 1 remembered no events, 2 no dislikes, 3 no
 * declared features, 4 no lists.
 */
public final class UserStateFormat {
    private static final int VERSION = 5;

    private UserStateFormat() {}

    public static void write(UserState user, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        Binary.writeFloats(user.taste().values(), out);
        out.writeFloat(user.taste().accumulator());
        writeRecent(user.recent(), out);
        writeConsumed(user.consumed(), out);
        out.writeLong(user.events());
        writeEvents(user.recentEvents(), out);
        writeDislikes(user.dislikes(), out);
        UserFeatures features = user.features();
        out.writeBoolean(features != null);
        if (features != null) {
            UserFeaturesFormat.write(features, out);
        }
        RecentLists lists = user.lists();
        out.writeBoolean(lists != null);
        if (lists != null) {
            RecentListsFormat.write(lists, out);
        }
    }

    public static UserState read(DataInput in) throws IOException {
        int version = Binary.readVersion("a user's state", VERSION, in);
        float[] taste = Binary.readFloats(in);
        if (taste == null) {
            throw new IOException("a user's state has no vector: the data is damaged");
        }
        Binary.requireFinite("a user's vector", taste);
        float accumulator = in.readFloat();
        Binary.requireFinite("a user's accumulator", accumulator);
        UserVector vector = new UserVector(taste, accumulator);
        RecentItems recent = readRecent(in);
        LongOpenHashSet consumed = readConsumed(in);
        long events = in.readLong();
        RecentEvents recentEvents = version < 2 ? new RecentEvents() : readEvents(in);
        Dislikes dislikes = version < 3 ? new Dislikes() : readDislikes(in);
        UserFeatures features = version < 4 || !in.readBoolean() ? null : UserFeaturesFormat.read(in);
        RecentLists lists = version < 5 || !in.readBoolean() ? null : RecentListsFormat.read(in);
        return new UserState(vector, recent, consumed, recentEvents, dislikes, features, lists, events);
    }

    private static void writeRecent(RecentItems recent, DataOutput out) throws IOException {
        out.writeInt(recent.contextLength());
        out.writeInt(recent.size());
        for (int i = 0; i < recent.size(); i++) {
            out.writeLong(recent.key(i));
            out.writeLong(recent.time(i));
        }
    }

    private static RecentItems readRecent(DataInput in) throws IOException {
        RecentItems recent = new RecentItems(Binary.checked(in.readInt()));
        int size = Binary.checked(in.readInt());
        for (int i = 0; i < size; i++) {
            recent.add(in.readLong(), in.readLong());
        }
        return recent;
    }

    /** Sorted, so that equal states are equal bytes. */
    private static void writeConsumed(LongOpenHashSet consumed, DataOutput out) throws IOException {
        long[] keys = consumed.toLongArray();
        Arrays.sort(keys);
        out.writeInt(keys.length);
        for (long key : keys) {
            out.writeLong(key);
        }
    }

    private static LongOpenHashSet readConsumed(DataInput in) throws IOException {
        int size = Binary.checked(in.readInt());
        LongOpenHashSet consumed = new LongOpenHashSet();
        for (int i = 0; i < size; i++) {
            consumed.add(in.readLong());
        }
        return consumed;
    }

    private static void writeEvents(RecentEvents events, DataOutput out) throws IOException {
        out.writeInt(events.size());
        for (int i = 0; i < events.size(); i++) {
            out.writeLong(events.key(i));
        }
    }

    private static RecentEvents readEvents(DataInput in) throws IOException {
        RecentEvents events = new RecentEvents();
        int size = Binary.checked(in.readInt());
        for (int i = 0; i < size; i++) {
            events.append(in.readLong());
        }
        return events;
    }

    private static void writeDislikes(Dislikes dislikes, DataOutput out) throws IOException {
        out.writeLong(dislikes.newestMs());
        long[] keys = dislikes.sorted();
        out.writeInt(keys.length);
        for (long key : keys) {
            out.writeLong(key);
        }
    }

    private static Dislikes readDislikes(DataInput in) throws IOException {
        long newestMs = in.readLong();
        Dislikes dislikes = new Dislikes(newestMs);
        int size = Binary.checked(in.readInt());
        for (int i = 0; i < size; i++) {
            dislikes.add(in.readLong(), newestMs);
        }
        return dislikes;
    }
}
