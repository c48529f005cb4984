package io.freshet.jobs.input;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a UTF-8 file with their numbers; lines that were read too far can be put back. For one thread. */
final class Lines implements Closeable {
    private static final int BUFFER_CHARS = 1 << 16;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final BufferedReader reader;
    private final Deque<String> returned = new ArrayDeque<>();
    private long number;

    private Lines(BufferedReader reader) {
        this.reader = reader;
    }

    /** Of a stream that is theirs from now on. */
    static Lines of(InputStream in) {
        return new Lines(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), BUFFER_CHARS));
    }

    /** The next line without its end, or {@code null} after the last one. */
    @Nullable
    String next() throws IOException {
        String line = returned.isEmpty() ? reader.readLine() : returned.removeFirst();
        if (line == null) {
            return null;
        }
        number++;
        return number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
    }

    /** The next line that is not blank, or {@code null} after the last one. */
    @Nullable
    String nextNonBlank() throws IOException {
        String line = next();
        while (line != null && line.isBlank()) {
            line = next();
        }
        return line;
    }

    /** @param lines the last lines that were read, oldest first */
    void putBack(List<String> lines) {
        number -= lines.size();
        for (int i = lines.size() - 1; i >= 0; i--) {
            returned.addFirst(lines.get(i));
        }
    }

    /** The line that was read last, by its 1-based number. */
    String place() {
        return "line " + number;
    }

    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
