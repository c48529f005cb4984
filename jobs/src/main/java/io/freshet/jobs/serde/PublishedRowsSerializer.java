package io.freshet.jobs.serde;

import io.freshet.jobs.kafka.PublishedRows;
import io.freshet.schemas.ItemState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link PublishedRows}: how many, then each in the encoding of the item-state topic. */
public final class PublishedRowsSerializer extends ImmutableSerializer<PublishedRows> {
    private static final long serialVersionUID = 1L;

    private final ItemStateSerializer row = new ItemStateSerializer();

    @Override
    public void serialize(PublishedRows published, DataOutputView target) throws IOException {
        target.writeInt(published.rows().size());
        for (ItemState state : published.rows()) {
            row.serialize(state, target);
        }
    }

    @Override
    public PublishedRows deserialize(DataInputView source) throws IOException {
        int size = source.readInt();
        List<ItemState> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rows.add(row.deserialize(source));
        }
        return new PublishedRows(rows);
    }

    @Override
    public TypeSerializer<PublishedRows> duplicate() {
        return new PublishedRowsSerializer();
    }

    @Override
    public TypeSerializerSnapshot<PublishedRows> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PublishedRows> {
        public Snapshot() {
            super(PublishedRowsSerializer::new);
        }
    }
}
