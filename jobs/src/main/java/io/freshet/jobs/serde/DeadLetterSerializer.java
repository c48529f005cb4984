package io.freshet.jobs.serde;

import io.freshet.jobs.kafka.DeadLetter;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link DeadLetter}. */
public final class DeadLetterSerializer extends ImmutableSerializer<DeadLetter> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    @Override
    public void serialize(DeadLetter letter, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        Bytes.writeBytes(letter.key(), target);
        Bytes.writeBytes(letter.value(), target);
        Bytes.writeText(letter.topic(), target);
        target.writeInt(letter.partition());
        target.writeLong(letter.offset());
        Bytes.writeText(letter.stage(), target);
        Bytes.writeText(letter.error(), target);
        Bytes.writeText(letter.message(), target);
    }

    @Override
    public DeadLetter deserialize(DataInputView source) throws IOException {
        int version = source.readByte();
        if (version != VERSION) {
            throw new IOException(
                    "a dead letter has format version " + version + ", but this program reads " + VERSION);
        }
        return new DeadLetter(
                Bytes.readBytes(source),
                Bytes.readBytes(source),
                Bytes.readText(source),
                source.readInt(),
                source.readLong(),
                Bytes.readText(source),
                Bytes.readText(source),
                Bytes.readText(source));
    }

    @Override
    public TypeSerializerSnapshot<DeadLetter> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<DeadLetter> {
        public Snapshot() {
            super(DeadLetterSerializer::new);
        }
    }
}
