package io.freshet.jobs.serde;

import io.freshet.features.ItemFacts;
import io.freshet.jobs.kafka.CatalogueChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link CatalogueChange}: the id, whether the item is available, how many categories, and each, and its content. */
public final class CatalogueChangeSerializer extends ImmutableSerializer<CatalogueChange> {
    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(CatalogueChange change, DataOutputView target) throws IOException {
        Bytes.writeText(change.itemId(), target);
        target.writeBoolean(change.facts().available());
        target.writeInt(change.facts().categories().size());
        for (String category : change.facts().categories()) {
            Bytes.writeText(category, target);
        }
        Bytes.writeFloats(change.content(), target);
    }

    @Override
    public CatalogueChange deserialize(DataInputView source) throws IOException {
        String itemId = Bytes.readText(source);
        boolean available = source.readBoolean();
        int size = source.readInt();
        List<String> categories = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            categories.add(Bytes.readText(source));
        }
        return new CatalogueChange(itemId, new ItemFacts(available, categories), Bytes.readFloats(source));
    }

    @Override
    public TypeSerializerSnapshot<CatalogueChange> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<CatalogueChange> {
        public Snapshot() {
            super(CatalogueChangeSerializer::new);
        }
    }
}
