package io.freshet.jobs.serde;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Evaluation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link Evaluation}. */
public final class EvaluationSerializer extends CodecSerializer<Evaluation> {
    private static final long serialVersionUID = 1L;

    @Override
    Codec<Evaluation> newCodec() {
        return Codec.evaluation();
    }

    @Override
    public TypeSerializer<Evaluation> duplicate() {
        return new EvaluationSerializer();
    }

    @Override
    public TypeSerializerSnapshot<Evaluation> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Evaluation> {
        public Snapshot() {
            super(EvaluationSerializer::new);
        }
    }
}
