package io.freshet.jobs.config;

import io.freshet.jobs.input.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of {@code --set key=value}. */
final class SetOptions {
    private SetOptions() {}

    static List<GivenValue> parse(List<String> sets) {
        Map<String, GivenValue> byKey = new LinkedHashMap<>();
        for (String set : sets) {
            GivenValue given = parse(set);
            GivenValue first = byKey.putIfAbsent(given.key(), given);
            if (first != null) {
                throw new InputException(given.where() + ": " + given.key() + " is given twice, first by "
                        + first.where() + ": leave one out");
            }
        }
        return List.copyOf(byKey.values());
    }

    private static GivenValue parse(String set) {
        int equals = set.indexOf('=');
        if (equals < 1) {
            throw new InputException("--set " + set + " has no key and value: write it as --set learner.rate=0.1");
        }
        return new GivenValue(
                set.substring(0, equals).strip(), set.substring(equals + 1).strip(), "--set " + set);
    }
}
