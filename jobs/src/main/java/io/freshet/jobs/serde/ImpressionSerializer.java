package io.freshet.jobs.serde;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Impression;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link Impression}. */
public final class ImpressionSerializer extends CodecSerializer<Impression> {
    private static final long serialVersionUID = 1L;

    @Override
    Codec<Impression> newCodec() {
        return Codec.impression();
    }

    @Override
    public TypeSerializer<Impression> duplicate() {
        return new ImpressionSerializer();
    }

    @Override
    public TypeSerializerSnapshot<Impression> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Impression> {
        public Snapshot() {
            super(ImpressionSerializer::new);
        }
    }
}
