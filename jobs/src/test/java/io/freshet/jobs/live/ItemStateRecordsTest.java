package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Codec;
import io.freshet.schemas.ItemState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ItemStateRecordsTest {
    private static final byte[] KEY = "item".getBytes(StandardCharsets.UTF_8);

    @Test
    void aRowComesAsItIsAndATombstoneSaysThatItIsRemoved() throws Exception {
        List<byte[]> read = read(Map.of(), record(0, 0, new byte[] {1, 2}), record(0, 1, null));

        assertThat(read).hasSize(2);
        assertThat(read.get(0)).containsExactly(1, 2);
        ItemState removed = Codec.itemState().decode(read.get(1));
        assertThat(removed.rowId()).isEqualTo("item");
        assertThat(removed.isRemoved()).isTrue();
    }

    @Test
    void whatLiesBeforeTheNotedEndsIsLeftOut() {
        List<byte[]> read = read(
                Map.of(0, 7L, 1, 3L),
                record(0, 6, new byte[] {1}),
                record(0, 7, new byte[] {2}),
                record(1, 2, null),
                record(1, 3, new byte[] {3}),
                record(2, 0, new byte[] {4}));

        assertThat(read).containsExactly(new byte[] {2}, new byte[] {3}, new byte[] {4});
    }

    @SafeVarargs
    private static List<byte[]> read(Map<Integer, Long> ends, ConsumerRecord<byte[], byte[]>... records) {
        ItemStateRecords reader = new ItemStateRecords(new Start(StartMode.EMPTY, ends, Map.of(), Map.of()));
        List<byte[]> read = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            reader.deserialize(record, new ListCollector<>(read));
        }
        return read;
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, byte @Nullable [] value) {
        return new ConsumerRecord<>("item-state", partition, offset, KEY, value);
    }
}
