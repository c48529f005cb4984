package io.freshet.jobs.compare;

import org.jspecify.annotations.Nullable;

/**
 * How runs are compared.
 *
 * @param metric that the verdict, the windows and the slices are about
 * @param confidence of the intervals, in (0, 1); a finding keeps its error below 1 − confidence
 * @param window events of the stream in a window; {@code null} for a twentieth of it
 * @param resamples {@code null} for {@value #USUAL_RESAMPLES}, or more where Holm's correction needs more
 * @param seed of the resamples
 */
public record Settings(
        Metric metric, double confidence, @Nullable Integer window, @Nullable Integer resamples, long seed) {
    public static final int USUAL_RESAMPLES = 2_000;

    public Settings {
        if (!(confidence >= 0.5 && confidence <= 0.9999)) {
            throw new IllegalArgumentException("--confidence " + confidence + " must be 0.5 to 0.9999: 0.95 is usual");
        }
        if (window != null && window < 1) {
            throw new IllegalArgumentException(
                    "--window " + window + " must be at least 1: leave it out for a twentieth" + " of the stream");
        }
        if (resamples != null && (resamples < 100 || resamples > 1_000_000)) {
            throw new IllegalArgumentException(
                    "--resamples " + resamples + " must be 100 to 1000000: " + USUAL_RESAMPLES + " are usual");
        }
    }

    /** The chance that is left for a false finding. */
    double alpha() {
        return 1 - confidence;
    }

    /** Events in a window of a stream of so many. */
    int windowOf(int stream) {
        if (window != null && window > stream) {
            throw new IllegalArgumentException("--window " + window + " must be at most the stream's " + stream
                    + " events: leave it out for a twentieth");
        }
        return window != null ? window : (int) Math.max(1, Math.round(stream / 20.0));
    }

    /**
     * Resamples for a family of so many tests. The smallest p-value is 2/(resamples + 1), and Holm multiplies it by the
     * family's size; with too few resamples nothing could ever be found, however clear it is.
     *
     * @throws IllegalArgumentException if too few were asked for
     */
    int resamplesFor(int tests) {
        int least = (int) Math.ceil(2 * tests / alpha());
        if (resamples != null && resamples < least) {
            throw new IllegalArgumentException("--resamples " + resamples + " cannot show any difference among " + tests
                    + " tests at " + confidence + ": give at least " + least + ", or compare fewer runs");
        }
        return resamples != null ? resamples : Math.max(USUAL_RESAMPLES, 2 * least);
    }
}
