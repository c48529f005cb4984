package io.freshet.jobs.cli;

import io.freshet.jobs.demo.DemoJob;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parts of a build that has neither readers of files nor the engine's job. */
final class EngineParts implements DemoParts {

    @Override
    public Events file(Path file, @Nullable Double minValue) {
        throw absent("reader of " + file);
    }

    @Override
    public Events generated(long seed, long events) {
        throw absent("generator of events");
    }

    @Override
    public Function<String, String> titles(Path file) {
        throw absent("reader of " + file);
    }

    @Override
    public DemoJob job(boolean repeat, boolean exactlyOnce, int parallelism) {
        throw absent("job");
    }

    private static IllegalStateException absent(String part) {
        return new IllegalStateException("this build has no " + part);
    }
}
