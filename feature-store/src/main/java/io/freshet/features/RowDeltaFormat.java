package io.freshet.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@link RowDelta} as bytes; each begins with the version of the format. Version 1 had no signals, version 2 no start, version 3 no
 * removals.
 */
public final class RowDeltaFormat {
    private static final int VERSION = 4;

    private RowDeltaFormat() {}

    public static void write(RowDelta delta, DataOutput out) throws IOException {
        out.writeByte(VERSION);
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
        return new RowDelta(rowId, learner, incarnation, push, start, parts, signals, count, eventTimeMs, removal);
    }
}
