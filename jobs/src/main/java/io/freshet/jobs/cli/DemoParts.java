package io.freshet.jobs.cli;

import io.freshet.jobs.demo.DemoJob;
import io.freshet.schemas.Interaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the demo is put together from, so that its command line can be tested without the engine. */
interface DemoParts {

    /** Events as the file has them, in order; only those of at least {@code minValue}, if that is given. */
    Events file(Path file, @Nullable Double minValue) throws IOException;

    /** Generated events, the same for the same seed. */
    Events generated(long seed, long events);

    /** From item id to title; an id that is not in the file is its own title. */
    Function<String, String> titles(Path file) throws IOException;

    DemoJob job(boolean repeat, boolean exactlyOnce, int parallelism);

    /**
     * An input with the names of its items.
     *
     * @param titles as known to the input itself
     */
    record Events(Iterator<Interaction> interactions, Function<String, String> titles, AutoCloseable closeable)
            implements AutoCloseable {

        @Override
        public void close() throws Exception {
            closeable.close();
        }
    }
}
