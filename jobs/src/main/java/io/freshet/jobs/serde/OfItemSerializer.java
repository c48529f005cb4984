package io.freshet.jobs.serde;

import io.freshet.jobs.kafka.Inbound;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link Inbound.OfItem} as its change. */
public final class OfItemSerializer extends ImmutableSerializer<Inbound.OfItem> {
    private static final long serialVersionUID = 1L;

    private final CatalogueChangeSerializer changes = new CatalogueChangeSerializer();

    @Override
    public void serialize(Inbound.OfItem ofItem, DataOutputView target) throws IOException {
        changes.serialize(ofItem.change(), target);
    }

    @Override
    public Inbound.OfItem deserialize(DataInputView source) throws IOException {
        return new Inbound.OfItem(changes.deserialize(source));
    }

    @Override
    public TypeSerializerSnapshot<Inbound.OfItem> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Inbound.OfItem> {
        public Snapshot() {
            super(OfItemSerializer::new);
        }
    }
}
