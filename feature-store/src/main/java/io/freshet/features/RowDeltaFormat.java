package io.freshet.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** {@link RowDelta} as bytes; each begins with the version of the format. */
public final class RowDeltaFormat {
    private static final int VERSION = 1;

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
    }

    public static RowDelta read(DataInput in) throws IOException {
        Binary.readVersion("a row delta", VERSION, in);
        return new RowDelta(
                in.readUTF(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                Binary.readParts(in),
                in.readLong(),
                in.readLong());
    }
}
