package io.freshet.features;

import io.freshet.features.declared.FeatureState;
import io.freshet.features.declared.FlatFeatures;
import io.freshet.schemas.RowVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An {@link ItemReplica} as chunks of at most about 1 MiB, so that nothing holds a second copy of the whole. The chunks
 * must be read back in the order in which they were written: it is the order of first sight, which decides ties.
 */
public final class ReplicaSnapshot {
    /**
     * Version 1 had no signals, version 2 no times of items, version 3 no declared features; up to version 4 neighbours were in
     * order of their keys.
     */
    private static final int VERSION = 5;

    private static final int CHUNK_BYTES = 1 << 20;

    private ReplicaSnapshot() {}

    /** Writes all rows; each chunk begins with its place in the order. */
    public static void write(ItemReplica replica, Consumer<byte[]> chunks) {
        ChunkWriter writer = new ChunkWriter(chunks);
        replica.forEachRow(writer::row);
        writer.finish();
    }

    /** The place of a chunk in the order, from 0. */
    public static int place(byte[] chunk) {
        try {
            DataInput in = new DataInputStream(new ByteArrayInputStream(chunk));
            Binary.readVersion("a chunk of a replica", VERSION, in);
            return in.readInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the rows of one chunk into {@code replica}. */
    public static void read(byte[] chunk, ItemReplica replica) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(chunk));
        int format = Binary.readVersion("a chunk of a replica", VERSION, in);
        in.readInt();
        while (in.available() > 0) {
            String rowId = in.readUTF();
            RowVersion version = in.readBoolean() ? new RowVersion(in.readLong(), in.readLong()) : null;
            float[] @Nullable [] parts = Binary.readParts(in);
            long count = in.readLong();
            Signals faded = format < 2 ? Signals.NONE : Binary.readFaded(in);
            NeighbourCopy neighbours = format < 2 ? null : NeighbourCopy.read(in);
            long touchedMs = format < 3 ? ItemAges.UNKNOWN : in.readLong();
            FeatureState features = format < 4 || !in.readBoolean() ? null : Binary.flat(FlatFeatures::state, in);
            replica.restore(new RowCopy(rowId, version, parts, faded, features, count, touchedMs, neighbours));
        }
    }

    private static final class ChunkWriter {
        private final Consumer<byte[]> chunks;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);
        private int place;

        ChunkWriter(Consumer<byte[]> chunks) {
            this.chunks = chunks;
        }

        void row(RowCopy row) {
            try {
                if (bytes.size() == 0) {
                    out.writeByte(VERSION);
                    out.writeInt(place++);
                }
                out.writeUTF(row.rowId());
                RowVersion version = row.version();
                out.writeBoolean(version != null);
                if (version != null) {
                    out.writeLong(version.epoch());
                    out.writeLong(version.counter());
                }
                Binary.writeParts(row.parts(), out);
                out.writeLong(row.count());
                Binary.writeFaded(row.signals(), out);
                NeighbourCopy.write(row.neighbours(), out);
                out.writeLong(row.touchedMs());
                features(row.features());
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory failed", e);
            }
            if (bytes.size() >= CHUNK_BYTES) {
                finish();
            }
        }

        private void features(@Nullable FeatureState features) throws IOException {
            out.writeBoolean(features != null);
            if (features != null) {
                Binary.writeLongs(FlatFeatures.of(features), out);
            }
        }

        void finish() {
            if (bytes.size() > 0) {
                chunks.accept(bytes.toByteArray());
                bytes.reset();
            }
        }
    }
}
