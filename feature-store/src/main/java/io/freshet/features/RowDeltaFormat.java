package io.freshet.features;

import io.freshet.features.declared.FeatureChange;
import io.freshet.features.declared.FlatFeatures;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@link RowDelta} as bytes; each begins with the version of the format. Version 1 had no signals, version 2 no start, version 3 no
 * removals, version 4 no declared features; a delta without these is written as version 4.
 */
public final class RowDeltaFormat {
    private static final int VERSION = 5;
    private static final int WITHOUT_FEATURES = 4;

    private RowDeltaFormat() {}

    public static void write(RowDelta delta, DataOutput out) throws IOException {
        FeatureChange features = delta.features();
        out.writeByte(features == null ? WITHOUT_FEATURES : VERSION);
        out.writeUTF(delta.rowId());
        out.writeInt(delta.learner());
        out.writeLong(delta.incarnation());
        out.writeLong(delta.push());
        Binary.writeParts(delta.parts(), out);
        out.writeLong(delta.count());
        out.writeLong(delta.eventTimeMs());
        Binary.writeSignals(delta.signals(), out);
        float @Nullable [] @Nullable [] start = delta.start();
        out.writeBoolean(start != null);
        if (start != null) {
            Binary.writeParts(start, out);
        }
        out.writeBoolean(delta.removal());
        if (features != null) {
            Binary.writeLongs(FlatFeatures.of(features), out);
        }
    }

    public static RowDelta read(DataInput in) throws IOException {
        int version = Binary.readVersion("a row delta", VERSION, in);
        String rowId = in.readUTF();
        int learner = in.readInt();
        long incarnation = in.readLong();
        long push = in.readLong();
        float[] @Nullable [] parts = Binary.readParts(in);
        long count = in.readLong();
        long eventTimeMs = in.readLong();
        Signals signals = version < 2 ? Signals.NONE : Binary.readSignals(in);
        float @Nullable [] @Nullable [] start = version < 3 || !in.readBoolean() ? null : Binary.readParts(in);
        boolean removal = version >= 4 && in.readBoolean();
        FeatureChange features = version < 5 ? null : Binary.flat(FlatFeatures::change, in);
        return new RowDelta(
                rowId, learner, incarnation, push, start, parts, signals, count, eventTimeMs, features, removal);
    }
}
