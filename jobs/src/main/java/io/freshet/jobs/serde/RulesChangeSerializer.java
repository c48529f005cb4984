package io.freshet.jobs.serde;

import io.freshet.jobs.kafka.RulesChange;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link RulesChange}: the epoch and the text. */
public final class RulesChangeSerializer extends ImmutableSerializer<RulesChange> {
    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(RulesChange change, DataOutputView target) throws IOException {
        target.writeLong(change.epoch());
        Bytes.writeText(change.yaml(), target);
    }

    @Override
    public RulesChange deserialize(DataInputView source) throws IOException {
        long epoch = source.readLong();
        return new RulesChange(Bytes.readText(source), epoch);
    }

    @Override
    public TypeSerializerSnapshot<RulesChange> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RulesChange> {
        public Snapshot() {
            super(RulesChangeSerializer::new);
        }
    }
}
