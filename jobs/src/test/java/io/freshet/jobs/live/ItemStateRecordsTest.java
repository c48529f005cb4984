package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Codec;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.RowVersion;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemStateRecordsTest {
    private static final float MARK = 0.123456f;

    private final ItemStateRecords records = new ItemStateRecords();
    private final Counter skipped = new SimpleCounter();
    private final List<ItemState> passedOn = new ArrayList<>();

    @BeforeEach
    void open() {
        records.open(new Context());
    }

    @Test
    void aPublishedRowIsPassedOnAndATombstoneIsNot() {
        send(bytes());
        send(null);

        assertThat(passedOn).hasSize(1);
        assertThat(skipped.getCount()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aRowWithAValueThatIsNotFiniteIsSkippedAndCounted(float value) {
        byte[] damaged = bytes();
        ByteBuffer buffer = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (buffer.getInt(at) != Float.floatToIntBits(MARK)) {
            at++;
        }
        buffer.putFloat(at, value);

        send(damaged);
        send(bytes());

        assertThat(passedOn).hasSize(1);
        assertThat(skipped.getCount()).isEqualTo(1);
    }

    private static byte[] bytes() {
        ItemState row = new ItemState(
                "a", new RowVersion(1, 5), new float[] {1f, 2f}, 1f, MARK, 1f, null, 0f, null, null, 4, List.of(), 1);
        return Codec.itemState().encode(row);
    }

    private void send(byte @Nullable [] value) {
        records.deserialize(new ConsumerRecord<>("item-state", 0, 7, null, value), new Collector<>() {
            @Override
            public void collect(ItemState row) {
                passedOn.add(row);
            }

            @Override
            public void close() {}
        });
    }

    private final class Context implements DeserializationSchema.InitializationContext {
        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup() {
                @Override
                public Counter counter(String name) {
                    return skipped;
                }
            };
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            throw new UnsupportedOperationException("nothing is loaded here");
        }
    }
}
