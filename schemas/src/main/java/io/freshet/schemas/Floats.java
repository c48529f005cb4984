package io.freshet.schemas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;

/** Arrays on the wire: little-endian float32 or int64, because that is one copy on the machines in use. */
final class Floats {
    private Floats() {}

    static @Nullable ByteBuffer toBytes(float @Nullable [] values) {
        if (values == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    static float[] fromBytes(ByteBuffer bytes) {
        if (bytes.remaining() % Float.BYTES != 0) {
            throw new AvroRuntimeException(bytes.remaining() + " bytes are no whole number of float32 values");
        }
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    static ByteBuffer toBytes(long[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return bytes;
    }

    static long[] longsFromBytes(ByteBuffer bytes) {
        if (bytes.remaining() % Long.BYTES != 0) {
            throw new AvroRuntimeException(bytes.remaining() + " bytes are no whole number of int64 values");
        }
        long[] values = new long[bytes.remaining() / Long.BYTES];
        bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(values);
        return values;
    }
}
