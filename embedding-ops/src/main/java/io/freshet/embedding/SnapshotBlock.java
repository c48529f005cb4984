package io.freshet.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.zip.CRC32C;

/**
 * One block of a snapshot in memory: a header of 16 bytes and up to 65,520 bytes of values, little-endian. In front of
 * them stands the check of the block before, which is not saved: every check covers all that precedes it, so that a
 * block that is missing, or comes from another snapshot, is found. Reusable; one thread.
 */
final class SnapshotBlock {
    /** "FRESHETM" as it is saved. */
    static final long MAGIC = 0x4d54_4548_5345_5246L;

    /** Version 1 had no situations; a model without them is written as that. */
    static final int VERSION = 2;

    static final int WITHOUT_SITUATIONS = 1;

    /** Magic, version, check: what every version of the format begins with. */
    static final int PREAMBLE = 16;

    static final int HEADER = 16;

    /** Where the header stands. */
    static final int START = 4;

    /** Where the values stand; floats are aligned. */
    static final int VALUES = START + HEADER;

    static final int CAPACITY = 65_520;

    private static final int VERSION_AT = START + 8;
    private static final int TAG = START;
    private static final int LENGTH = START + 4;
    private static final int VALUES_CHECK = START + 8;
    private static final int CHECK = START + 12;

    /** Stands at {@link #VALUES} at first. */
    final ByteBuffer bytes = ByteBuffer.allocate(VALUES + CAPACITY)
            .order(ByteOrder.LITTLE_ENDIAN)
            .position(VALUES);

    /** The same bytes, for copies of many floats at once. */
    final FloatBuffer floats =
            bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(0).asFloatBuffer();

    private final CRC32C crc = new CRC32C();

    /** Writes the preamble at {@link #START}, as if it were a header. */
    void putPreamble(int version) {
        bytes.putLong(START, MAGIC).putInt(VERSION_AT, version);
        bytes.putInt(CHECK, check(START, PREAMBLE - Integer.BYTES));
    }

    long magic() {
        return bytes.getLong(START);
    }

    int version() {
        return bytes.getInt(VERSION_AT);
    }

    /** Whether the preamble is as it was written. */
    boolean acceptsPreamble() {
        return bytes.getInt(CHECK) == check(START, PREAMBLE - Integer.BYTES);
    }

    /** Completes the header for the values that were put. */
    void putHeader(SnapshotSection section) {
        int length = bytes.position() - VALUES;
        bytes.putInt(TAG, section.tag()).putInt(LENGTH, length);
        bytes.putInt(VALUES_CHECK, check(VALUES, length));
        bytes.putInt(CHECK, check(0, CHECK));
    }

    int tag() {
        return bytes.getInt(TAG);
    }

    int length() {
        return bytes.getInt(LENGTH);
    }

    /** Whether the header is as it was written, and follows the block before. */
    boolean acceptsHeader() {
        return bytes.getInt(CHECK) == check(0, CHECK);
    }

    /** Whether the values are as they were written. */
    boolean acceptsValues() {
        return bytes.getInt(VALUES_CHECK) == check(VALUES, length());
    }

    /** Lets the next block follow this one, or the preamble. */
    void chain() {
        bytes.putInt(0, bytes.getInt(CHECK));
    }

    private int check(int offset, int length) {
        crc.reset();
        crc.update(bytes.array(), offset, length);
        return (int) crc.getValue();
    }
}
