package io.freshet.schemas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.AvroRuntimeException;

/** Arrays on the wire: little-endian float32 or int64, because that is one copy on the machines in use. */
final class Floats {
    private Floats() {}

    static byte[] toBytes(float[] values) {
        byte[] bytes = new byte[values.length * Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
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

    static byte[] toBytes(long[] values) {
        byte[] bytes = new byte[values.length * Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
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
