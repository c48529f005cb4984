package io.freshet.jobs.serde;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Recommendations;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link Recommendations}. */
public final class RecommendationsSerializer extends CodecSerializer<Recommendations> {
    private static final long serialVersionUID = 1L;

    @Override
    Codec<Recommendations> newCodec() {
        return Codec.recommendations();
    }

    @Override
    public TypeSerializer<Recommendations> duplicate() {
        return new RecommendationsSerializer();
    }

    @Override
    public TypeSerializerSnapshot<Recommendations> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Recommendations> {
        public Snapshot() {
            super(RecommendationsSerializer::new);
        }
    }
}
