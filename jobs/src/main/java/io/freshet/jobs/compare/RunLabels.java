package io.freshet.jobs.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The shortest names that tell runs apart: by model, by directory, by both, or at last by their order. */
final class RunLabels {
    private RunLabels() {}

    static List<String> of(List<RunName> runs) {
        List<Function<RunName, String>> ways = List.of(RunName::model, RunLabels::directory, RunLabels::both);
        for (Function<RunName, String> way : ways) {
            List<String> labels = runs.stream().map(way).toList();
            if (labels.stream().distinct().count() == labels.size()) {
                return labels;
            }
        }
        return numbered(runs.stream().map(RunLabels::both).toList());
    }

    private static List<String> numbered(List<String> labels) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> numbered = new ArrayList<>();
        for (String label : labels) {
            int times = seen.merge(label, 1, Integer::sum);
            numbered.add(times == 1 ? label : label + " (" + times + ")");
        }
        return numbered;
    }

    private static String directory(RunName run) {
        return run.directory().path().toString();
    }

    private static String both(RunName run) {
        return directory(run) + ":" + run.model();
    }
}
