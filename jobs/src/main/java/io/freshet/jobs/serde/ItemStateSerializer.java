package io.freshet.jobs.serde;

import io.freshet.schemas.Codec;
import io.freshet.schemas.ItemState;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link ItemState}. */
public final class ItemStateSerializer extends CodecSerializer<ItemState> {
    private static final long serialVersionUID = 1L;

    @Override
    Codec<ItemState> newCodec() {
        return Codec.itemState();
    }

    @Override
    public TypeSerializer<ItemState> duplicate() {
        return new ItemStateSerializer();
    }

    @Override
    public TypeSerializerSnapshot<ItemState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ItemState> {
        public Snapshot() {
            super(ItemStateSerializer::new);
        }
    }
}
