package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Codec;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.RowVersion;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowDecoderTest {
    private static final float MARK = 0.123456f;

    private final Counter skipped = new SimpleCounter();
    private final RowDecoder decoder = new RowDecoder(skipped);

    @Test
    void aPublishedRowComesBackAsItWas() {
        assertThat(decoder.decode(Codec.itemState().encode(row()))).isEqualTo(row());
        assertThat(skipped.getCount()).isZero();
    }

    @Test
    void aForeignRecordIsSkippedAndCounted() {
        assertThat(decoder.decode(new byte[] {1, 2, 3})).isNull();
        assertThat(skipped.getCount()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aRowWithAValueThatIsNotFiniteIsSkippedAndCounted(float value) {
        byte[] damaged = Codec.itemState().encode(row());
        ByteBuffer buffer = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (buffer.getInt(at) != Float.floatToIntBits(MARK)) {
            at++;
        }
        buffer.putFloat(at, value);

        assertThat(decoder.decode(damaged)).isNull();
        assertThat(decoder.decode(Codec.itemState().encode(row()))).isEqualTo(row());
        assertThat(skipped.getCount()).isEqualTo(1);
    }

    private static ItemState row() {
        return ItemState.builder("a", new RowVersion(1, 5))
                .target(new float[] {1f, 2f}, 1f)
                .bias(MARK, 1f)
                .count(4)
                .updatedMs(1)
                .build();
    }
}
