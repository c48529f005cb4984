package io.freshet.jobs.live;

import io.freshet.features.ItemReplica;
import io.freshet.features.RowDelta;
import io.freshet.features.RowDeltaFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;

/**
 * Changes in a checkpoint that their learner held back: they are sums, so whoever gets them after a restore may push them.
 * Mailbox thread only.
 */
final class HeldChanges {
    private final ListState<byte[]> state;

    HeldChanges(OperatorStateStore store) throws Exception {
        state = store.getListState(
                new ListStateDescriptor<>("held-changes", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    /**
     * Saves what is not pushed; what was restored is by then, since the barrier pushes it.
     *
     * @param eventTimeMs the learner's newest
     */
    void save(ItemReplica replica, long eventTimeMs) throws Exception {
        List<byte[]> changes = new ArrayList<>();
        replica.unpushed(eventTimeMs, delta -> changes.add(bytes(delta)));
        state.update(changes);
    }

    /** This subtask's share of what was saved; a state from before changes were saved has none. */
    List<RowDelta> restored() throws Exception {
        List<RowDelta> changes = new ArrayList<>();
        for (byte[] change : state.get()) {
            changes.add(RowDeltaFormat.read(new DataInputStream(new ByteArrayInputStream(change))));
        }
        return changes;
    }

    private static byte[] bytes(RowDelta delta) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            RowDeltaFormat.write(delta, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
