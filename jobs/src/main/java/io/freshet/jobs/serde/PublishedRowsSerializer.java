package io.freshet.jobs.serde;

import io.freshet.jobs.kafka.PublishedRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link PublishedRows}: when, how many, then of each its length and the bytes of the item-state topic. */
public final class PublishedRowsSerializer extends ImmutableSerializer<PublishedRows> {
    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(PublishedRows published, DataOutputView target) throws IOException {
        target.writeLong(published.publishedMs());
        target.writeInt(published.rows().size());
        for (byte[] row : published.rows()) {
            target.writeInt(row.length);
            target.write(row);
        }
    }

    @Override
    public PublishedRows deserialize(DataInputView source) throws IOException {
        long publishedMs = source.readLong();
        int size = source.readInt();
        List<byte[]> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byte[] row = new byte[source.readInt()];
            source.readFully(row);
            rows.add(row);
        }
        return new PublishedRows(rows, publishedMs);
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
