package io.freshet.embedding;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Cuts the values of a snapshot into blocks. No value is split, but arrays are. One thread. */
final class SnapshotOutput {
    private final SnapshotBlock block = new SnapshotBlock();
    private final ByteBuffer bytes = block.bytes;
    private final OutputStream out;
    private SnapshotSection section = SnapshotSection.SETTINGS;
    private long written;

    SnapshotOutput(OutputStream out) {
        this.out = out;
    }

    void preamble(int version) throws IOException {
        block.putPreamble(version);
        write(SnapshotBlock.PREAMBLE);
        block.chain();
    }

    /** What follows belongs to {@code next}; returns the bytes that were written before. */
    long begin(SnapshotSection next) throws IOException {
        finishBlock();
        section = next;
        return written;
    }

    void putInt(int value) throws IOException {
        makeRoom(Integer.BYTES);
        bytes.putInt(value);
    }

    void putLong(long value) throws IOException {
        makeRoom(Long.BYTES);
        bytes.putLong(value);
    }

    void putFloat(float value) throws IOException {
        makeRoom(Float.BYTES);
        bytes.putFloat(value);
    }

    void putText(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            makeRoom(Character.BYTES);
            bytes.putChar(text.charAt(i));
        }
    }

    void putFloats(float[] values, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            makeRoom(Float.BYTES);
            int some = Math.min(length - done, bytes.remaining() / Float.BYTES);
            block.floats.put(bytes.position() / Float.BYTES, values, offset + done, some);
            bytes.position(bytes.position() + some * Float.BYTES);
            done += some;
        }
    }

    void finish() throws IOException {
        finishBlock();
        out.flush();
    }

    private void makeRoom(int length) throws IOException {
        if (bytes.remaining() < length) {
            finishBlock();
        }
    }

    private void finishBlock() throws IOException {
        int length = bytes.position() - SnapshotBlock.VALUES;
        if (length > 0) {
            block.putHeader(section);
            write(SnapshotBlock.HEADER + length);
            block.chain();
            bytes.position(SnapshotBlock.VALUES);
        }
    }

    private void write(int length) throws IOException {
        out.write(bytes.array(), SnapshotBlock.START, length);
        written += length;
    }
}
