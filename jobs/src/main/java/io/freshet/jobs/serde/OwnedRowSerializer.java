package io.freshet.jobs.serde;

import io.freshet.features.OwnedRow;
import io.freshet.features.OwnedRowFormat;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link OwnedRow}. */
public final class OwnedRowSerializer extends StateSerializer<OwnedRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public OwnedRow copy(OwnedRow from) {
        return from.copy();
    }

    @Override
    public void serialize(OwnedRow value, DataOutputView target) throws IOException {
        OwnedRowFormat.write(value, target);
    }

    @Override
    public OwnedRow deserialize(DataInputView source) throws IOException {
        return OwnedRowFormat.read(source);
    }

    @Override
    public TypeSerializerSnapshot<OwnedRow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<OwnedRow> {
        public Snapshot() {
            super(OwnedRowSerializer::new);
        }
    }
}
