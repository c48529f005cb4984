package io.freshet.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Gives out the values of a snapshot, each after its block was found to be undamaged. One thread. */
final class SnapshotInput {
    private final SnapshotBlock block = new SnapshotBlock();
    private final ByteBuffer bytes = block.bytes;
    private final StringBuilder text = new StringBuilder();
    private final InputStream in;
    private SnapshotSection section = SnapshotSection.SETTINGS;
    private long position;
    private long blockStart;

    SnapshotInput(InputStream in) {
        this.in = in;
    }

    /** Returns the version of the format. */
    int preamble() throws IOException {
        fill("the first bytes", SnapshotBlock.START, SnapshotBlock.PREAMBLE);
        if (block.magic() != SnapshotBlock.MAGIC) {
            throw new SnapshotException("this is no snapshot of a model: it begins with " + bigEndian(block.magic())
                    + ", not with " + bigEndian(SnapshotBlock.MAGIC) + "; choose one that Freshet wrote");
        }
        if (!block.acceptsPreamble()) {
            throw damaged("the version, at byte 8,");
        }
        if (block.version() > SnapshotBlock.VERSION) {
            throw new SnapshotException("the snapshot was written by a newer Freshet: it has version " + block.version()
                    + ", but this one reads up to " + SnapshotBlock.VERSION + "; restore it with the newer one");
        }
        if (block.version() < 1) {
            throw malformed("version " + block.version() + ", but versions begin with 1");
        }
        block.chain();
        bytes.limit(SnapshotBlock.VALUES);
        return block.version();
    }

    /**
     * What follows must belong to {@code next}.
     *
     * @return the bytes that were read before
     * @throws SnapshotException if values of the section before are left
     */
    long begin(SnapshotSection next) throws SnapshotException {
        if (bytes.hasRemaining()) {
            throw malformed(bytes.remaining() + " bytes more in " + section + " than were to be expected");
        }
        section = next;
        return position;
    }

    int nextInt() throws IOException {
        load(Integer.BYTES);
        return bytes.getInt();
    }

    long nextLong() throws IOException {
        load(Long.BYTES);
        return bytes.getLong();
    }

    float nextFloat() throws IOException {
        load(Float.BYTES);
        return bytes.getFloat();
    }

    /** Takes memory only for what is there, whatever {@code length} says. */
    String nextText(int length) throws IOException {
        text.setLength(0);
        for (int i = 0; i < length; i++) {
            load(Character.BYTES);
            text.append(bytes.getChar());
        }
        return text.toString();
    }

    void nextFloats(float[] to, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            load(Float.BYTES);
            int some = Math.min(length - done, bytes.remaining() / Float.BYTES);
            block.floats.get(bytes.position() / Float.BYTES, to, offset + done, some);
            bytes.position(bytes.position() + some * Float.BYTES);
            done += some;
        }
    }

    /** To be called after the last value. */
    void finish() throws IOException {
        begin(section);
        if (in.read() != -1) {
            throw new SnapshotException("bytes follow the end of the snapshot at byte " + position
                    + ", but nothing may; cut them off, or restore another snapshot");
        }
    }

    /** Checks pass, but the content cannot be. */
    SnapshotException malformed(String what) {
        return new SnapshotException("the snapshot holds " + what + ", in the block at byte " + blockStart
                + "; restore another one and report this one");
    }

    private void load(int length) throws IOException {
        if (!bytes.hasRemaining()) {
            readBlock();
        }
        if (bytes.remaining() < length) {
            throw malformed("a value of " + length + " bytes of which " + bytes.remaining() + " are there");
        }
    }

    private void readBlock() throws IOException {
        blockStart = position;
        bytes.clear();
        fill("the header of a block", SnapshotBlock.START, SnapshotBlock.HEADER);
        if (!block.acceptsHeader()) {
            throw damaged(
                    "the header of the block at byte " + blockStart + ", or one that belongs before it is missing,");
        }
        if (block.length() < 1 || block.length() > SnapshotBlock.CAPACITY) {
            throw malformed(
                    "a block of " + block.length() + " bytes where 1 to " + SnapshotBlock.CAPACITY + " are allowed");
        }
        if (block.tag() != section.tag()) {
            throw malformed("a block of part " + block.tag() + " where part " + section.tag() + ", " + section
                    + ", was to be expected");
        }
        fill("the block at byte " + blockStart, SnapshotBlock.VALUES, block.length());
        if (!block.acceptsValues()) {
            throw damaged("the block at byte " + blockStart);
        }
        block.chain();
        bytes.position(SnapshotBlock.VALUES).limit(SnapshotBlock.VALUES + block.length());
    }

    private void fill(String what, int offset, int length) throws IOException {
        int read = in.readNBytes(bytes.array(), offset, length);
        position += read;
        if (read < length) {
            throw new SnapshotException("the snapshot ends early, at byte " + position + ": " + what
                    + " should go on for " + (length - read) + " bytes; restore a complete copy");
        }
    }

    private static SnapshotException damaged(String what) {
        return new SnapshotException(
                "the snapshot is damaged: " + what + " does not agree with its CRC32C; restore another copy");
    }

    private static String bigEndian(long magic) {
        return HexFormat.of().toHexDigits(Long.reverseBytes(magic));
    }
}
