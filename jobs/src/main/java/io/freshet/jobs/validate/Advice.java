package io.freshet.jobs.validate;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.Variant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to evaluate on the stream.
 *
 * @param minValue null if every row should count
 * @param reasons a sentence for the mode, one for the variant, and one for a minimum value that was not given
 * @param command the command line to run
 */
public record Advice(
        Mode mode,
        Variant variant,
        @JsonProperty("min_value") @Nullable Double minValue,
        List<String> reasons,
        String command) {

    public Advice {
        reasons = List.copyOf(reasons);
    }
}
