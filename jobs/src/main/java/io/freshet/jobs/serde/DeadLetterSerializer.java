package io.freshet.jobs.serde;

import io.freshet.jobs.kafka.DeadLetter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Serializes {@link DeadLetter}. */
public final class DeadLetterSerializer extends ImmutableSerializer<DeadLetter> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;
    private static final byte[] EMPTY = {};

    @Override
    public void serialize(DeadLetter letter, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        writeBytes(letter.key(), target);
        writeBytes(letter.value(), target);
        writeText(letter.topic(), target);
        target.writeInt(letter.partition());
        target.writeLong(letter.offset());
        writeText(letter.stage(), target);
        writeText(letter.error(), target);
        writeText(letter.message(), target);
    }

    @Override
    public DeadLetter deserialize(DataInputView source) throws IOException {
        int version = source.readByte();
        if (version != VERSION) {
            throw new IOException(
                    "a dead letter has format version " + version + ", but this program reads " + VERSION);
        }
        return new DeadLetter(
                readBytes(source),
                readBytes(source),
                readText(source),
                source.readInt(),
                source.readLong(),
                readText(source),
                readText(source),
                readText(source));
    }

    @Override
    public TypeSerializerSnapshot<DeadLetter> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Not writeUTF: a message may quote more than 64 KiB of a bad record. */
    private static void writeText(String text, DataOutputView target) throws IOException {
        writeBytes(text.getBytes(StandardCharsets.UTF_8), target);
    }

    private static String readText(DataInputView source) throws IOException {
        byte[] bytes = readBytes(source);
        return new String(bytes == null ? EMPTY : bytes, StandardCharsets.UTF_8);
    }

    private static void writeBytes(byte @Nullable [] bytes, DataOutputView target) throws IOException {
        target.writeInt(bytes == null ? -1 : bytes.length);
        target.write(bytes == null ? EMPTY : bytes);
    }

    private static byte @Nullable [] readBytes(DataInputView source) throws IOException {
        int length = source.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        source.readFully(bytes);
        return bytes;
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<DeadLetter> {
        public Snapshot() {
            super(DeadLetterSerializer::new);
        }
    }
}
