package io.freshet.jobs.serde;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Arrays and texts of any length: how many bytes or values, −1 for null, then those. */
final class Bytes {
    private Bytes() {}

    /** Not writeUTF, which ends at 64 KiB. */
    static void writeText(String text, DataOutputView target) throws IOException {
        writeBytes(text.getBytes(StandardCharsets.UTF_8), target);
    }

    static String readText(DataInputView source) throws IOException {
        byte[] bytes = readBytes(source);
        return new String(bytes == null ? new byte[0] : bytes, StandardCharsets.UTF_8);
    }

    static void writeBytes(byte @Nullable [] bytes, DataOutputView target) throws IOException {
        target.writeInt(bytes == null ? -1 : bytes.length);
        target.write(bytes == null ? new byte[0] : bytes);
    }

    static byte @Nullable [] readBytes(DataInputView source) throws IOException {
        int length = source.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        source.readFully(bytes);
        return bytes;
    }

    static void writeFloats(float @Nullable [] values, DataOutputView target) throws IOException {
        target.writeInt(values == null ? -1 : values.length);
        for (int i = 0; values != null && i < values.length; i++) {
            target.writeFloat(values[i]);
        }
    }

    static float @Nullable [] readFloats(DataInputView source) throws IOException {
        int length = source.readInt();
        if (length < 0) {
            return null;
        }
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = source.readFloat();
        }
        return values;
    }
}
