package io.freshet.jobs.sweep;

import io.freshet.jobs.compare.Metric;
import io.freshet.ranking.eval.Accuracy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A trial's result as a row of the table, and back. No field needs quotes: they are numbers, keys and single words. */
final class ResultRow {
    private static final String SEPARATOR = ",";
    private static final int FIGURES = 5;

    private ResultRow() {}

    /** Without the line's end. */
    static String header(List<String> keys) {
        List<String> names = new ArrayList<>(List.of("trial"));
        names.addAll(keys);
        for (String part : List.of("search", "rest")) {
            for (Metric metric : Metric.values()) {
                names.add(part + "_" + metric.label());
            }
            names.add(part + "_n");
        }
        names.addAll(List.of("seconds", "digest"));
        return String.join(SEPARATOR, names);
    }

    /** Without the line's end; numbers in full, so that they come back as they were. */
    static String of(TrialResult result) {
        return Stream.of(
                        Stream.of(result.trial().number()),
                        result.trial().values().values().stream(),
                        figures(result.search()),
                        figures(result.rest()),
                        Stream.of(result.seconds(), result.digest()))
                .flatMap(cells -> cells)
                .map(String::valueOf)
                .collect(Collectors.joining(SEPARATOR));
    }

    /**
     * Reads a row of one of {@code trials}.
     *
     * @return null if it is the row of none of them
     * @throws IllegalArgumentException if it is no row
     */
    static @Nullable TrialResult parse(String row, List<String> keys, List<Trial> trials) {
        String[] cells = row.split(SEPARATOR, -1);
        int columns = 1 + keys.size() + 2 * FIGURES + 2;
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " columns where the header has " + columns);
        }
        int number = Integer.parseInt(cells[0]);
        Trial trial = trials.stream()
                .filter(candidate -> candidate.number() == number)
                .findFirst()
                .orElse(null);
        if (trial == null) {
            return null;
        }
        List<String> values = List.of(cells).subList(1, 1 + keys.size());
        if (!values.equals(List.copyOf(trial.values().values()))) {
            throw new IllegalArgumentException(
                    "trial " + number + " has " + values + " where " + trial.values() + " is to be tried");
        }
        int figures = 1 + keys.size();
        return new TrialResult(
                trial,
                accuracy(cells, figures),
                accuracy(cells, figures + FIGURES),
                Double.parseDouble(cells[columns - 2]),
                cells[columns - 1]);
    }

    private static Stream<Object> figures(Accuracy accuracy) {
        return Stream.concat(
                Stream.of(Metric.values()).map(metric -> Averages.of(metric, accuracy)), Stream.of(accuracy.events()));
    }

    private static Accuracy accuracy(String[] cells, int from) {
        return new Accuracy(
                Double.parseDouble(cells[from]),
                Double.parseDouble(cells[from + 1]),
                Double.parseDouble(cells[from + 2]),
                Double.parseDouble(cells[from + 3]),
                Long.parseLong(cells[from + 4]));
    }
}
