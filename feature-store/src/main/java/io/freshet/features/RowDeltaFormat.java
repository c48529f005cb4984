package io.freshet.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@link RowDelta} as bytes; each begins with the version of the format. Version 1 had no signals. */
public final class RowDeltaFormat {
    private static final int VERSION = 2;

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
        return new RowDelta(rowId, learner, incarnation, push, parts, signals, count, eventTimeMs);
    }
}
