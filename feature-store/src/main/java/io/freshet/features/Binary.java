package io.freshet.features;

import io.freshet.schemas.Neighbours;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Float arrays in {@link DataOutput}: a length, −1 for null, then IEEE 754 bits big-endian. */
public final class Binary {
    private static final int MAX_LENGTH = 1 << 24;

    private Binary() {}

    static void writeFloats(float @Nullable [] values, DataOutput out) throws IOException {
        if (values == null) {
            out.writeInt(-1);
            return;
        }
        // one write for all: a checkpoint writes every row while events wait
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Float.BYTES * values.length);
        bytes.putInt(values.length).asFloatBuffer().put(values);
        out.write(bytes.array());
    }

    static float @Nullable [] readFloats(DataInput in) throws IOException {
        int length = in.readInt();
        if (length == -1) {
            return null;
        }
        float[] values = new float[checked(length)];
        for (int i = 0; i < length; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }

    /** Refuses a value that is not finite, for no table holds one. */
    static void requireFinite(String what, float @Nullable [] values) throws IOException {
        if (values == null) {
            return;
        }
        for (float value : values) {
            requireFinite(what, value);
        }
    }

    static void requireFinite(String what, float value) throws IOException {
        if (!Float.isFinite(value)) {
            throw new IOException(what + " has the value " + value + ", which no program wrote: the data is damaged");
        }
    }

    /** The faded counts alone. */
    static void writeFaded(Signals signals, DataOutput out) throws IOException {
        out.writeDouble(signals.slow());
        out.writeDouble(signals.fast());
    }

    static void writeSignals(Signals signals, DataOutput out) throws IOException {
        writeFaded(signals, out);
        NeighbourCopy.write(NeighbourCopy.of(signals.neighbours()), out);
    }

    static Signals readSignals(DataInput in) throws IOException {
        Signals faded = readFaded(in);
        NeighbourCopy neighbours = NeighbourCopy.read(in);
        return neighbours == null ? faded : new Signals(faded.slow(), faded.fast(), inOrder(neighbours));
    }

    /** What {@link #writeFaded} wrote. */
    static Signals readFaded(DataInput in) throws IOException {
        double slow = readLog(in);
        double fast = readLog(in);
        if ((slow == DecayedCounts.NEVER) != (fast == DecayedCounts.NEVER)) {
            throw new IOException("a row has one faded count of two, which no program wrote: the data is damaged");
        }
        return new Signals(slow, fast, null);
    }

    private static double readLog(DataInput in) throws IOException {
        double log = in.readDouble();
        if (!Double.isFinite(log) && log != DecayedCounts.NEVER) {
            throw new IOException(
                    "a faded count has the logarithm " + log + ", which no program wrote: the data is damaged");
        }
        return log;
    }

    private static Neighbours inOrder(NeighbourCopy copy) throws IOException {
        try {
            return new Neighbours(copy.keys(), copy.weights(), copy.missing());
        } catch (IllegalArgumentException e) {
            throw new IOException("a row's neighbours are damaged: " + e.getMessage(), e);
        }
    }

    static void writeParts(float[] @Nullable [] parts, DataOutput out) throws IOException {
        for (int part = 0; part < RowLayout.PARTS; part++) {
            writeFloats(parts[part], out);
        }
    }

    static float[] @Nullable [] readParts(DataInput in) throws IOException {
        float[] @Nullable [] parts = new float[RowLayout.PARTS][];
        for (int part = 0; part < RowLayout.PARTS; part++) {
            parts[part] = readFloats(in);
        }
        return parts;
    }

    static void writeLongs(long[] values, DataOutput out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Long.BYTES * values.length);
        bytes.putInt(values.length).asLongBuffer().put(values);
        out.write(bytes.array());
    }

    /** Longs as {@link #writeLongs} wrote them, and what they hold. */
    static <T> T flat(Function<long[], T> held, DataInput in) throws IOException {
        int length = checked(in.readInt());
        LongArrayList values = new LongArrayList();
        for (int i = 0; i < length; i++) {
            values.add(in.readLong());
        }
        try {
            return held.apply(values.toLongArray());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A length as read, refused before anything of that length is allocated. */
    public static int checked(int length) throws IOException {
        if (length < 0 || length > MAX_LENGTH) {
            throw new IOException("a length of " + length + " is damaged data: it must be 0 to " + MAX_LENGTH);
        }
        return length;
    }

    /** Reads the format's version and refuses one from the future. */
    static int readVersion(String what, int newest, DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version < 1 || version > newest) {
            throw new IOException(what + " has format version " + version + ", but this program reads 1 to " + newest
                    + ": restore it with the program that wrote it, or a newer one");
        }
        return version;
    }
}
