package io.freshet.jobs.demo;

import io.freshet.schemas.Evaluation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The rank of every event as the job evaluated it, as CSV: {@code event,rank}; rank 0 is unranked. One thread. */
final class RankLog implements AutoCloseable {
    private final Writer out;

    private RankLog(Writer out) {
        this.out = out;
    }

    /** A log in {@code file}, or one that forgets everything. */
    static RankLog open(@Nullable Path file) throws IOException {
        if (file == null) {
            return new RankLog(Writer.nullWriter());
        }
        RankLog log = new RankLog(Files.newBufferedWriter(file));
        log.write("event,rank\n");
        return log;
    }

    void add(Evaluation evaluation) {
        write(evaluation.eventId() + "," + evaluation.rank() + "\n");
    }

    private void write(String line) {
        try {
            out.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
