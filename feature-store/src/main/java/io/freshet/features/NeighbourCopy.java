package io.freshet.features;

import io.freshet.schemas.Neighbours;
import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The neighbours of an item as they are saved: by the keys of their ids, in the order in which the list has them. A checkpoint
 * writes those of all items while events wait, so nobody puts them in order.
 *
 * @param keys of the neighbours' ids, each once; {@code long[n]}
 * @param weights all positive; {@code float[n]}
 * @param missing by how much a weight may be too small
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NeighbourCopy(long[] keys, float[] weights, float missing) {
    private static final int ENTRY_BYTES = Long.BYTES + Float.BYTES;

    /** Of neighbours that are in order; null for null. */
    static @Nullable NeighbourCopy of(@Nullable Neighbours neighbours) {
        return neighbours == null
                ? null
                : new NeighbourCopy(neighbours.keys(), neighbours.weights(), neighbours.missing());
    }

    /** How many there are. */
    int size() {
        return keys.length;
    }

    /** How many there are, −1 for null, then key and weight of each, then what is missing. */
    static void write(@Nullable NeighbourCopy copy, DataOutput out) throws IOException {
        if (copy == null) {
            out.writeInt(-1);
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + ENTRY_BYTES * copy.size() + Float.BYTES);
        bytes.putInt(copy.size());
        for (int i = 0; i < copy.size(); i++) {
            bytes.putLong(copy.keys[i]).putFloat(copy.weights[i]);
        }
        out.write(bytes.putFloat(copy.missing).array());
    }

    /** What {@link #write} wrote. */
    static @Nullable NeighbourCopy read(DataInput in) throws IOException {
        int size = in.readInt();
        if (size == -1) {
            return null;
        }
        LongArrayList keys = new LongArrayList(); // growing, so that a damaged size finds the end of the data first
        FloatArrayList weights = new FloatArrayList();
        for (int i = 0; i < Binary.checked(size); i++) {
            keys.add(in.readLong());
            weights.add(amount(in.readFloat(), false));
        }
        return new NeighbourCopy(keys.toLongArray(), weights.toFloatArray(), amount(in.readFloat(), true));
    }

    private static float amount(float value, boolean mayBeNone) throws IOException {
        if (!Float.isFinite(value) || value < 0 || value == 0 && !mayBeNone) {
            throw new IOException("a row's neighbours are damaged: " + value + " is no weight of one");
        }
        return value;
    }
}
