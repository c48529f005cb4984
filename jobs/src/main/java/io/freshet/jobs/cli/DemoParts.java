package io.freshet.jobs.cli;

import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.jobs.local.LocalJob;
import java.nio.file.Path;
import java.util.function.Function;

/** What the demo is put together from, so that its command line can be tested without the engine. */
interface DemoParts {

    /** Events as the file has them, in order. */
    InteractionStream file(Path file, InputOptions options);

    /** Generated events, the same for the same seed. */
    InteractionStream generated(long seed, long events);

    /** From item id to title; an id that is not in the file is its own title. */
    Function<String, String> titles(Path file);

    /** Titles of the generated items. */
    Function<String, String> generatedTitles();

    LocalJob job(Settings settings, boolean repeat, boolean exactlyOnce, int partitions);
}
