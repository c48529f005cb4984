package io.freshet.jobs.sweep;

import io.freshet.jobs.compare.Metric;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.replay.ReplayInput;
import io.freshet.jobs.replay.WarmUpLength;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.Variant;
import java.nio.file.Path;

/**
 * Which settings of which model are to be tried on what.
 *
 * @param base settings that the trials start from; trial 0 as they are
 * @param searchPart share of the stream that the best is chosen on, in (0, 1)
 * @param threads most trials at a time
 * @param table file of the results, new or of an earlier call
 * @param version of this program
 */
public record SweepRequest(
        ReplayInput input,
        Mode mode,
        Variant variant,
        WarmUpLength warmUp,
        String model,
        Settings base,
        Search search,
        double searchPart,
        Metric metric,
        int threads,
        Path table,
        String version) {}
