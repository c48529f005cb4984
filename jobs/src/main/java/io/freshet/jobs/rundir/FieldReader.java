package io.freshet.jobs.rundir;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.freshet.jobs.input.InputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of an RFC 4180 file in turn, without an object for any of them: half a million rows are read in the time
 * that gzip takes. For one thread.
 */
final class FieldReader implements Closeable {
    private static final int END = -1;

    /** So many always fit a long. */
    private static final int MOST_DIGITS = 18;

    private static final Hasher64 HASHER = Hashing.xxh3_64();

    private final InputStream in;
    private final String name;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;

    private byte[] field = new byte[64];
    private int length;
    private boolean endsRecord = true;
    private long line;

    /** @param name what messages call the file */
    FieldReader(InputStream in, String name) {
        this.in = in;
        this.name = name;
    }

    /** Moves on to the next field; false behind the last record. */
    boolean next() throws IOException {
        int first = read();
        if (endsRecord) {
            if (first == END) {
                return false;
            }
            line++;
        }
        length = 0;
        int end = first == '"' ? quoted() : plain(first);
        endsRecord = end != ',';
        return true;
    }

    /** Whether the field is the last of its record. */
    boolean endsRecord() {
        return endsRecord;
    }

    boolean isEmpty() {
        return length == 0;
    }

    String text() {
        return new String(field, 0, length, StandardCharsets.UTF_8);
    }

    /** Stands for the text: two texts of a file have the same with a chance of 2⁻⁶⁴. */
    long hash() {
        return HASHER.hashBytesToLong(field, 0, length);
    }

    /** The field as a whole number from {@code lowest} to {@code highest}. */
    long number(String column, long lowest, long highest) {
        boolean negative = length > 0 && field[0] == '-';
        int digits = length - (negative ? 1 : 0);
        long number = 0;
        for (int i = length - digits; i < length; i++) {
            int digit = field[i] - '0';
            if (digit < 0 || digit > 9 || digits > MOST_DIGITS) {
                throw damaged(column + " '" + text() + "' is no whole number of at most " + MOST_DIGITS + " digits");
            }
            number = 10 * number + digit;
        }
        number = negative ? -number : number;
        if (digits == 0 || number < lowest || number > highest) {
            throw damaged(column + " '" + text() + "' must be a number from " + lowest + " to " + highest);
        }
        return number;
    }

    InputException damaged(String what) {
        return new InputException(name + " record " + line + ": " + what + "; run the replay again");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private int plain(int first) throws IOException {
        int next = first;
        while (next != ',' && next != '\n' && next != END) {
            append(next);
            next = read();
        }
        if (next != ',' && length > 0 && field[length - 1] == '\r') {
            length--;
        }
        return next;
    }

    private int quoted() throws IOException {
        while (true) {
            int next = read();
            if (next == END) {
                throw damaged("a quote is opened and not closed");
            }
            if (next == '"') {
                next = read();
                if (next != '"') {
                    return behindQuote(next);
                }
            }
            append(next);
        }
    }

    private int behindQuote(int next) throws IOException {
        int end = next == '\r' ? read() : next;
        if (end != ',' && end != '\n' && end != END) {
            throw damaged("there is text behind a closing quote");
        }
        return end;
    }

    private void append(int next) {
        if (length == field.length) {
            field = Arrays.copyOf(field, 2 * length);
        }
        field[length++] = (byte) next;
    }

    private int read() throws IOException {
        if (at == filled) {
            filled = in.read(buffer, 0, buffer.length);
            at = 0;
            if (filled <= 0) {
                filled = 0;
                return END;
            }
        }
        return buffer[at++] & 0xff;
    }
}
