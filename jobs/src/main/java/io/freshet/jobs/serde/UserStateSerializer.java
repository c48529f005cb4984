package io.freshet.jobs.serde;

import io.freshet.features.UserState;
import io.freshet.features.UserStateFormat;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link UserState}. */
public final class UserStateSerializer extends StateSerializer<UserState> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public UserState copy(UserState from) {
        return from.copy();
    }

    @Override
    public void serialize(UserState value, DataOutputView target) throws IOException {
        UserStateFormat.write(value, target);
    }

    @Override
    public UserState deserialize(DataInputView source) throws IOException {
        return UserStateFormat.read(source);
    }

    @Override
    public TypeSerializerSnapshot<UserState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<UserState> {
        public Snapshot() {
            super(UserStateSerializer::new);
        }
    }
}
