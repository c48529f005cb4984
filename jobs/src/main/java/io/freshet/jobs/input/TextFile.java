package io.freshet.jobs.input;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file that may be compressed: gzip is told by its first two bytes, never by the name. What it yields can be peeked at. */
final class TextFile {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private TextFile() {}

    static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            return isGzip(raw) ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER_BYTES)) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Whether {@code in}, an opened file, begins with these bytes, a character each; leaves it at its beginning. */
    static boolean beginsWith(InputStream in, String magic) throws IOException {
        in.mark(magic.length());
        String first = new String(in.readNBytes(magic.length()), StandardCharsets.ISO_8859_1);
        in.reset();
        return first.equals(magic);
    }

    static boolean isGzip(Path file) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
            return isGzip(raw);
        }
    }

    private static boolean isGzip(InputStream raw) throws IOException {
        raw.mark(2);
        boolean gzip = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
        raw.reset();
        return gzip;
    }

    static InputException unreadable(Path file, IOException cause) {
        return new InputException(
                "cannot read " + file + " (" + reason(file, cause) + "): check the path and the file", cause);
    }

    private static String reason(Path file, IOException cause) {
        if (!Files.exists(file)) {
            return "there is no such file";
        }
        if (Files.isDirectory(file)) {
            return "it is a directory";
        }
        return Files.isReadable(file) ? String.valueOf(cause.getMessage()) : "no permission";
    }
}
