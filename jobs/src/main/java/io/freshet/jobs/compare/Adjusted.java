package io.freshet.jobs.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A test with its p-value after {@linkplain Holm Holm's correction}.
 *
 * @param p NaN if nothing was tested
 * @param family tests that were corrected together
 */
record Adjusted<T>(T test, double p, int family) {

    /** Corrects the tests of all runs together; the lists keep their order. */
    static <T> List<List<Adjusted<T>>> of(List<List<T>> byRun, ToDoubleFunction<T> p) {
        double[] raw = byRun.stream().flatMap(List::stream).mapToDouble(p).toArray();
        double[] adjusted = Holm.adjust(raw);
        int family = Holm.size(raw);
        List<List<Adjusted<T>>> result = new ArrayList<>();
        int at = 0;
        for (List<T> tests : byRun) {
            List<Adjusted<T>> ofRun = new ArrayList<>();
            for (T test : tests) {
                ofRun.add(new Adjusted<>(test, adjusted[at++], family));
            }
            result.add(ofRun);
        }
        return result;
    }
}
