package io.freshet.jobs.kafka;

import io.freshet.features.ItemFacts;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Item;
import io.freshet.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@link RecordDecoder} of the catalogue: the key is the item's id, and a tombstone says that the item is gone. */
public final class CatalogueDecoder implements RecordDecoder {
    private final Codec<Item> codec = Codec.item();

    @Override
    public Inbound decode(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return Inbound.Rejected.invalid(
                    record, "the record has no key, so a later one cannot replace it: key it by the item's id");
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            return new Inbound.OfItem(new CatalogueChange(key, ItemFacts.GONE));
        }
        try {
            Item item = codec.decode(record.value());
            return item.itemId().equals(key)
                    ? new Inbound.OfItem(new CatalogueChange(
                            key, new ItemFacts(item.available(), item.categories()), item.content()))
                    : Inbound.Rejected.invalid(record, otherKey(key, item));
        } catch (UndecodableRecordException e) {
            return Inbound.Rejected.undecodable(record, e);
        }
    }

    private static String otherKey(String key, Item item) {
        return "the key is '" + key + "', but the itemId is '" + item.itemId()
                + "', so compaction would keep the wrong records: key it by the item's id";
    }
}
