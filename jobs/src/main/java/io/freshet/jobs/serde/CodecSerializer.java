package io.freshet.jobs.serde;

import io.freshet.schemas.Codec;
import io.freshet.schemas.UndecodableRecordException;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Records of the topics between operators, in the topics' own encoding: a length and the Avro single object. */
abstract class CodecSerializer<T> extends ImmutableSerializer<T> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable Codec<T> codec;

    abstract Codec<T> newCodec();

    /** A codec is for one thread, so every user of the serializer gets its own. */
    @Override
    public abstract TypeSerializer<T> duplicate();

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        byte[] bytes = codec().encode(value);
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        try {
            return codec().decode(bytes);
        } catch (UndecodableRecordException e) {
            throw new IOException("a record between two operators is damaged: " + e.getMessage(), e);
        }
    }

    private Codec<T> codec() {
        if (codec == null) {
            codec = newCodec();
        }
        return codec;
    }
}
