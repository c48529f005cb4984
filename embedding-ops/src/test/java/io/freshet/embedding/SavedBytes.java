package io.freshet.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** Reads the frame of a snapshot the slow way, and makes its checks pass whatever was done to it. */
final class SavedBytes {
    private static final int HEADER = 16;

    private final ByteBuffer bytes;

    SavedBytes(byte[] saved) {
        bytes = ByteBuffer.wrap(saved.clone()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the blocks begin. */
    List<Integer> blocks() {
        List<Integer> starts = new ArrayList<>();
        for (int start = HEADER; start < bytes.limit(); start += HEADER + bytes.getInt(start + 4)) {
            starts.add(start);
        }
        return starts;
    }

    SavedBytes putInt(int offset, int value) {
        bytes.putInt(offset, value);
        return this;
    }

    SavedBytes putLong(int offset, long value) {
        bytes.putLong(offset, value);
        return this;
    }

    SavedBytes flip(int offset, int bit) {
        bytes.put(offset, (byte) (bytes.get(offset) ^ 1 << bit));
        return this;
    }

    /** The bytes as they are. */
    byte[] damaged() {
        return bytes.array();
    }

    /** The bytes with new checks, as if all this had been saved; {@code blocks} are those before the changes. */
    byte[] forged(List<Integer> blocks) {
        int before = check(bytes.array(), 0, 12);
        bytes.putInt(12, before);
        for (int start : blocks) {
            int length = bytes.getInt(start + 4);
            if (length > 0 && length <= bytes.limit() - start - HEADER) {
                bytes.putInt(start + 8, check(bytes.array(), start + HEADER, length));
            }
            byte[] covered = ByteBuffer.allocate(HEADER)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(before)
                    .put(bytes.array(), start, 12)
                    .array();
            before = check(covered, 0, HEADER);
            bytes.putInt(start + 12, before);
        }
        return bytes.array();
    }

    private static int check(byte[] values, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(Arrays.copyOfRange(values, offset, offset + length));
        return (int) crc.getValue();
    }
}
