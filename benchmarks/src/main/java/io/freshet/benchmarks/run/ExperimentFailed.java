package io.freshet.benchmarks.run;

import org.jspecify.annotations.Nullable;

/** An experiment that yields no figures; the others go on. */
final class ExperimentFailed extends Exception {
    private static final long serialVersionUID = 1L;

    ExperimentFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
