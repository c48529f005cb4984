package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * What holds of every format of saved state: its bytes are those of the golden file, and nothing else is read.
 *
 * @param <T> what is saved
 */
abstract class FormatContract<T> {
    private final String golden;
    private final int firstLengthAt;

    /**
     * @param golden name of the golden file of the newest version
     * @param firstLengthAt where in it the first length is that is followed by so many things
     */
    FormatContract(String golden, int firstLengthAt) {
        this.golden = golden;
        this.firstLengthAt = firstLengthAt;
    }

    /** What the golden bytes stand for. */
    abstract T sample();

    abstract T read(DataInput in) throws IOException;

    abstract void write(T value, DataOutput out) throws IOException;

    final byte[] golden() throws IOException {
        return Golden.bytes(golden);
    }

    final T read(byte[] bytes) throws IOException {
        return read(Golden.input(bytes));
    }

    final T readGolden(String name) throws IOException {
        return read(Golden.bytes(name));
    }

    final byte[] written(T value) throws IOException {
        return Golden.written(out -> write(value, out));
    }

    @Test
    void writesTheGoldenBytes() throws IOException {
        assertThat(written(sample())).isEqualTo(golden());
    }

    @Test
    void readsTheGoldenBytes() throws IOException {
        byte[] golden = golden();

        assertThat(written(read(golden))).isEqualTo(golden);
    }

    @Test
    void aNewerVersionIsRefused() throws IOException {
        byte[] bytes = golden();
        int newest = bytes[0];
        bytes[0]++;

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has format version %d, but this program reads 1 to %d", newest + 1, newest);
        bytes[0] = 0;
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has format version 0");
    }

    @Test
    void aDamagedLengthIsRefusedBeforeAnythingOfThatLengthIsAllocated() throws IOException {
        for (int length : new int[] {-2, Integer.MIN_VALUE, Integer.MAX_VALUE, (1 << 24) + 1}) {
            byte[] bytes = golden();
            for (int i = 0; i < 4; i++) {
                bytes[firstLengthAt + i] = (byte) (length >>> (24 - 8 * i));
            }
            assertThatThrownBy(() -> read(bytes))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a length of " + length + " is damaged data");
        }
    }

    @Test
    void bytesThatEndTooEarlyAreRefused() throws IOException {
        byte[] golden = golden();
        for (int length = 0; length < golden.length; length++) {
            byte[] shorter = Arrays.copyOf(golden, length);
            assertThatThrownBy(() -> read(shorter)).isInstanceOf(EOFException.class);
        }
    }
}
