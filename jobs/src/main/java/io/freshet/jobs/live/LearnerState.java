package io.freshet.jobs.live;

import io.freshet.embedding.ItemIndex;
import io.freshet.features.CatalogueSnapshot;
import io.freshet.features.ReplicaSnapshot;
import io.freshet.jobs.kafka.CatalogueChange;
import io.freshet.jobs.kafka.RulesChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;

/**
 * A {@link Learner} in checkpoints: replica, catalogue, rules and what the ranker looks at, which are the same for all, saved by
 * one subtask and given back to all; each subtask's ring of recent positives and items that wait for a row. Mailbox thread only.
 */
final class LearnerState {
    private final ListState<byte[]> replica;
    private final ListState<byte[]> catalogue;
    private final ListState<byte[]> rules;
    private final ListState<Long> ring;
    private final ListState<long[]> waiting;
    private final ListState<String> columns;
    private final String ownColumns;

    /** @param ownColumns what the ranker looks at, as {@link RankerColumns} has it */
    LearnerState(OperatorStateStore store, String ownColumns) throws Exception {
        this.ownColumns = ownColumns;
        replica = chunks("replica", store);
        catalogue = chunks("catalogue", store);
        rules = chunks("rules", store);
        ring = store.getListState(new ListStateDescriptor<>("ring", BasicTypeInfo.LONG_TYPE_INFO));
        waiting = store.getListState(
                new ListStateDescriptor<>("waiting-items", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
        columns = store.getUnionListState(new ListStateDescriptor<>("ranker-columns", BasicTypeInfo.STRING_TYPE_INFO));
    }

    /** Union state: every subtask gets all chunks, in no particular order. */
    private static ListState<byte[]> chunks(String name, OperatorStateStore store) throws Exception {
        return store.getUnionListState(
                new ListStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    /** @param first whether this subtask is the one that saves what is the same for all */
    void save(Learner learner, boolean first) throws Exception {
        List<byte[]> rows = new ArrayList<>();
        List<byte[]> facts = new ArrayList<>();
        List<byte[]> inForce = new ArrayList<>();
        if (first) {
            ReplicaSnapshot.write(learner.replica(), rows::add);
            CatalogueSnapshot.write(learner.recommender().catalogue(), facts::add);
            inForce.add(learner.rules().saved());
        }
        replica.update(rows);
        catalogue.update(facts);
        rules.update(inForce);
        columns.update(first ? List.of(ownColumns) : List.of());
        List<Long> recent = new ArrayList<>();
        for (int row : learner.sampler().rows()) {
            recent.add(learner.replica().model().index().key(row));
        }
        ring.update(recent);
        long[] items = learner.recommender().admission().saved();
        waiting.update(items.length == 0 ? List.of() : List.of(items));
    }

    /** Puts back what was saved. A state from before there were a catalogue or rules has none; then, as without a state, they are read. */
    void restore(
            Learner learner, EarlierRecords<CatalogueChange> earlierCatalogue, EarlierRecords<RulesChange> earlierRules)
            throws Exception {
        restoreReplica(learner);
        restoreRing(learner);
        for (long[] items : waiting.get()) {
            learner.recommender().admission().restore(items);
        }
        if (!restoreCatalogue(learner)) {
            earlierCatalogue.read(change -> RowIntake.takeIn(change, learner));
        }
        if (!restoreRules(learner)) {
            earlierRules.read(learner.rules()::take);
        }
    }

    /** What is to be told of features that changed since the state was saved; empty for a state from before they were saved. */
    Optional<String> changedColumns() throws Exception {
        for (String before : columns.get()) {
            return RankerColumns.change(before, ownColumns);
        }
        return Optional.empty();
    }

    private void restoreReplica(Learner learner) throws Exception {
        List<byte[]> chunks = new ArrayList<>();
        replica.get().forEach(chunks::add);
        chunks.sort(Comparator.comparingInt(ReplicaSnapshot::place));
        for (byte[] chunk : chunks) {
            ReplicaSnapshot.read(chunk, learner.replica());
        }
    }

    private boolean restoreCatalogue(Learner learner) throws Exception {
        boolean saved = false;
        for (byte[] chunk : catalogue.get()) {
            CatalogueSnapshot.read(chunk, learner.recommender().catalogue());
            saved = true;
        }
        learner.recommender().catalogueRestored();
        return saved;
    }

    private boolean restoreRules(Learner learner) throws Exception {
        boolean saved = false;
        for (byte[] chunk : rules.get()) {
            learner.rules().restore(chunk);
            saved = true;
        }
        return saved;
    }

    private void restoreRing(Learner learner) throws Exception {
        for (long key : ring.get()) {
            int row = learner.replica().model().index().row(key);
            if (row != ItemIndex.UNKNOWN) {
                learner.sampler().add(row);
            }
        }
    }
}
