package io.freshet.jobs.replay;

import io.freshet.ranking.eval.PrequentialRun;
import io.freshet.ranking.eval.RecordedEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The rank of every tested event as CSV: {@code model,index,event,rank}; rank 0 is unranked. */
public final class RankFile implements AutoCloseable {
    private final BufferedWriter out;

    public RankFile(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
        out.write("model,index,event,rank\n");
    }

    /** Writes the ranks of one model. */
    public PrequentialRun.Observer of(ReplayModel model) {
        return new PrequentialRun.Observer() {
            @Override
            public void ranked(RecordedEvent event, boolean knownUser, int rank) {
                write(model, event, rank);
            }
        };
    }

    private void write(ReplayModel model, RecordedEvent event, int rank) {
        try {
            out.write(model + "," + event.index() + "," + event.interaction().eventId() + "," + rank + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
