package io.freshet.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Float arrays in {@link DataOutput}: a length, −1 for null, then IEEE 754 bits big-endian. */
final class Binary {
    private static final int MAX_LENGTH = 1 << 24;

    private Binary() {}

    static void writeFloats(float @Nullable [] values, DataOutput out) throws IOException {
        if (values == null) {
            out.writeInt(-1);
            return;
        }
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
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

    /** A length as read, refused before anything of that length is allocated. */
    static int checked(int length) throws IOException {
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
