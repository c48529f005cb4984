package io.freshet.jobs.serde;

import io.freshet.features.RowDelta;
import io.freshet.features.RowDeltaFormat;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link RowDelta}. */
public final class RowDeltaSerializer extends ImmutableSerializer<RowDelta> {
    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(RowDelta value, DataOutputView target) throws IOException {
        RowDeltaFormat.write(value, target);
    }

    @Override
    public RowDelta deserialize(DataInputView source) throws IOException {
        return RowDeltaFormat.read(source);
    }

    @Override
    public TypeSerializerSnapshot<RowDelta> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RowDelta> {
        public Snapshot() {
            super(RowDeltaSerializer::new);
        }
    }
}
