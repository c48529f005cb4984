package io.freshet.jobs.serde;

import io.freshet.jobs.kafka.Broadcast;
import io.freshet.jobs.kafka.CatalogueChange;
import io.freshet.jobs.kafka.CatalogueChanges;
import io.freshet.jobs.kafka.PublishedRows;
import io.freshet.jobs.kafka.RulesChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link Broadcast}: a tag and what the tag says, of changes how many and each. */
public final class BroadcastSerializer extends ImmutableSerializer<Broadcast> {
    private static final long serialVersionUID = 1L;
    private static final int ROWS = 1;
    private static final int CATALOGUE = 2;
    private static final int RULES = 3;

    private final PublishedRowsSerializer rows = new PublishedRowsSerializer();
    private final CatalogueChangeSerializer changes = new CatalogueChangeSerializer();
    private final RulesChangeSerializer rules = new RulesChangeSerializer();

    @Override
    public void serialize(Broadcast broadcast, DataOutputView target) throws IOException {
        if (broadcast instanceof PublishedRows published) {
            target.writeByte(ROWS);
            rows.serialize(published, target);
        } else if (broadcast instanceof CatalogueChanges catalogue) {
            target.writeByte(CATALOGUE);
            target.writeInt(catalogue.changes().size());
            for (CatalogueChange change : catalogue.changes()) {
                changes.serialize(change, target);
            }
        } else if (broadcast instanceof RulesChange change) {
            target.writeByte(RULES);
            rules.serialize(change, target);
        }
    }

    @Override
    public Broadcast deserialize(DataInputView source) throws IOException {
        int tag = source.readByte();
        return switch (tag) {
            case ROWS -> rows.deserialize(source);
            case CATALOGUE -> catalogue(source);
            case RULES -> rules.deserialize(source);
            default -> throw new IOException("a broadcast record has the unknown tag " + tag);
        };
    }

    private CatalogueChanges catalogue(DataInputView source) throws IOException {
        int size = source.readInt();
        List<CatalogueChange> read = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            read.add(changes.deserialize(source));
        }
        return new CatalogueChanges(read);
    }

    @Override
    public TypeSerializerSnapshot<Broadcast> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Broadcast> {
        public Snapshot() {
            super(BroadcastSerializer::new);
        }
    }
}
