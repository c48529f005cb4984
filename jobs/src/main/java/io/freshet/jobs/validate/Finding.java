package io.freshet.jobs.validate;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one check has to say.
 *
 * @param message one sentence with figures
 * @param figures the numbers behind the sentence, by name
 * @param remedy what to do; null if the check passed
 */
public record Finding(
        String name,
        Status status,
        String message,
        Map<String, Number> figures,
        List<Example> examples,
        @Nullable String remedy) {

    public Finding {
        if ((status == Status.PASS) != (remedy == null)) {
            throw new IllegalArgumentException(name + " is " + status + " with the remedy " + remedy
                    + ": a check needs a remedy exactly if it does not pass");
        }
        // the same order in every run
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
        examples = List.copyOf(examples);
    }

    static Finding pass(String name, String message, Map<String, Number> figures) {
        return new Finding(name, Status.PASS, message, figures, List.of(), null);
    }

    /** @param remedy left out if the status is {@link Status#PASS}, and the examples with it */
    static Finding of(
            String name,
            Status status,
            String message,
            Map<String, Number> figures,
            List<Example> examples,
            String remedy) {
        return status == Status.PASS
                ? pass(name, message, figures)
                : new Finding(name, status, message, figures, examples, remedy);
    }
}
