package io.freshet.jobs.validate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was found in one file.
 *
 * @param rows damaged ones included
 * @param events rows that the filter by value left
 * @param advice null if no event is left to advise on
 */
public record Report(
        String input,
        @JsonProperty("min_value") @Nullable Double minValue,
        long rows,
        @JsonProperty("damaged_rows") long damagedRows,
        long events,
        List<Finding> checks,
        @Nullable Advice advice) {

    public Report {
        checks = List.copyOf(checks);
    }

    /** Whether no check failed; warnings are allowed. */
    @JsonProperty("passes")
    public boolean passes() {
        return count(Status.FAIL) == 0;
    }

    long count(Status status) {
        return checks.stream().filter(check -> check.status() == status).count();
    }
}
