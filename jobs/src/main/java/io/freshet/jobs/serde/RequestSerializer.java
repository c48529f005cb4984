package io.freshet.jobs.serde;

import io.freshet.schemas.Codec;
import io.freshet.schemas.RecommendationRequest;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link RecommendationRequest}. */
public final class RequestSerializer extends CodecSerializer<RecommendationRequest> {
    private static final long serialVersionUID = 1L;

    @Override
    Codec<RecommendationRequest> newCodec() {
        return Codec.recommendationRequest();
    }

    @Override
    public TypeSerializer<RecommendationRequest> duplicate() {
        return new RequestSerializer();
    }

    @Override
    public TypeSerializerSnapshot<RecommendationRequest> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RecommendationRequest> {
        public Snapshot() {
            super(RequestSerializer::new);
        }
    }
}
