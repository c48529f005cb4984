package io.freshet.jobs.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of {@code timeseries.csv}.
 *
 * @param toIndex behind its last event
 * @param values of each {@link Measure}; NaN without events
 */
record Window(String model, long fromIndex, long toIndex, long fromMs, long toMs, long events, List<Double> values) {
    private static final int NUMBERS = 9;
    private static final int FIRST_VALUE = 5;

    /** Only the model's name may be quoted, so the numbers are found from the end. */
    static Window parse(String line) throws IOException {
        List<String> cells = List.of(line.split(",", -1));
        int numbers = cells.size() - NUMBERS;
        try {
            return of(unquoted(String.join(",", cells.subList(0, numbers))), cells.subList(numbers, cells.size()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("no row of a time series: \"" + line + "\": write it again with replay", e);
        }
    }

    double value(Measure measure) {
        return values.get(measure.ordinal());
    }

    private static Window of(String model, List<String> cells) {
        List<Double> values = new ArrayList<>();
        for (String cell : cells.subList(FIRST_VALUE, NUMBERS)) {
            values.add(cell.isEmpty() ? Double.NaN : Double.parseDouble(cell));
        }
        return new Window(
                model,
                Long.parseLong(cells.get(0)),
                Long.parseLong(cells.get(1)),
                Long.parseLong(cells.get(2)),
                Long.parseLong(cells.get(3)),
                Long.parseLong(cells.get(4)),
                List.copyOf(values));
    }

    private static String unquoted(String cell) {
        return cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")
                ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
                : cell;
    }
}
