package io.freshet.jobs.replay;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Files that are closed together: each of them, even if closing another fails. One thread. */
final class OpenFiles implements Closeable {
    private final List<Closeable> files = new ArrayList<>();

    /** Returns the file. */
    <T extends Closeable> T add(T file) {
        files.add(file);
        return file;
    }

    /** @throws IOException the first failure, with the others as suppressed ones */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (Closeable file : files) {
            try {
                file.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
