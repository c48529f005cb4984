package io.freshet.jobs.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.freshet.jobs.input.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file of results, a row for each finished trial in the order in which they finished; beside it {@code .json} says
 * what the rows have in common, and how often the rest was looked at. One process and thread at a time, which a lock on the file makes sure of.
 *
 * <p>A row is written at once and is on the disk when {@link #append} returns: a kill can break the last line only, and
 * that is cut off when the file is opened again.
 */
final class SweepTable implements AutoCloseable {
    private final Path file;
    private final SweepIdentity identity;
    private final List<String> keys;
    private final FileChannel channel;
    private final List<TrialResult> earlier = new ArrayList<>();
    private int looks;

    private SweepTable(Path file, SweepIdentity identity, List<String> keys, FileChannel channel) {
        this.file = file;
        this.identity = identity;
        this.keys = keys;
        this.channel = channel;
    }

    /**
     * A new table, or one to be continued.
     *
     * @throws InputException if it cannot be continued, or is somebody else's
     */
    static SweepTable open(Path file, SweepIdentity identity, List<String> keys, List<Trial> trials)
            throws IOException {
        if (Files.isDirectory(file)) {
            throw new InputException(file + " is a directory: name a file for the table");
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        SweepTable table = new SweepTable(file, identity, keys, channel);
        try {
            table.lock();
            table.resume(trials);
            return table;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Of earlier calls, those that are among the trials. */
    List<TrialResult> earlier() {
        return earlier;
    }

    void append(TrialResult result) throws IOException {
        writeLine(ResultRow.of(result));
    }

    /** Records that the rest is looked at; returns how often it was before. */
    int look() throws IOException {
        int before = looks++;
        writeSidecar();
        return before;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void lock() throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(e);
        }
        throw inUse(null);
    }

    private InputException inUse(@Nullable Throwable cause) {
        String message = file + " is being written by another sweep: wait for it, or name another file";
        return cause == null ? new InputException(message) : new InputException(message, cause);
    }

    private void resume(List<Trial> trials) throws IOException {
        if (channel.size() > 0) {
            requireSame();
        }
        List<String> lines = completeLines();
        if (lines.isEmpty()) {
            writeSidecar();
            writeLine(ResultRow.header(keys));
            return;
        }
        if (!lines.get(0).equals(ResultRow.header(keys))) {
            throw new InputException(file + ":1: this is not the header of this sweep: name another file");
        }
        for (int line = 1; line < lines.size(); line++) {
            read(line, lines.get(line), trials);
        }
    }

    private void read(int line, String row, List<Trial> trials) {
        try {
            TrialResult result = ResultRow.parse(row, keys, trials);
            if (result != null) {
                earlier.add(result);
            }
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    file + ":" + (line + 1) + ": this is no result of this sweep, " + e.getMessage()
                            + ": remove the line, and the trial is run again",
                    e);
        }
    }

    private void requireSame() throws IOException {
        if (!Files.isRegularFile(sidecar())) {
            throw new InputException(file + " exists, but not " + sidecar() + ", which would say what its rows are:"
                    + " name another file");
        }
        List<String> differences;
        try {
            String text = Files.readString(sidecar());
            differences = identity.differences(text);
            looks = identity.looks(text);
        } catch (JsonProcessingException e) {
            throw new InputException(sidecar() + " is no JSON: name another file for the table", e);
        }
        if (!differences.isEmpty()) {
            throw new InputException(file + " belongs to another sweep, where " + String.join(", ", differences)
                    + ": ask for the same, or name another file");
        }
    }

    /** Cuts off what has no line end. */
    private List<String> completeLines() throws IOException {
        ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
            // a read may bring less than there is
        }
        byte[] bytes = content.array();
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        channel.truncate(end);
        channel.position(end);
        return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
    }

    /** Under another name first, so that it is there in full or not at all. */
    private void writeSidecar() throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".json.tmp");
        Files.writeString(unfinished, identity.text(looks));
        Files.move(unfinished, sidecar(), StandardCopyOption.REPLACE_EXISTING);
    }

    private void writeLine(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    private Path sidecar() {
        return file.resolveSibling(file.getFileName() + ".json");
    }
}
