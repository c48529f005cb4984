package io.freshet.jobs.serde;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link Interaction}. */
public final class InteractionSerializer extends CodecSerializer<Interaction> {
    private static final long serialVersionUID = 1L;

    @Override
    Codec<Interaction> newCodec() {
        return Codec.interaction();
    }

    @Override
    public TypeSerializer<Interaction> duplicate() {
        return new InteractionSerializer();
    }

    @Override
    public TypeSerializerSnapshot<Interaction> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Interaction> {
        public Snapshot() {
            super(InteractionSerializer::new);
        }
    }
}
