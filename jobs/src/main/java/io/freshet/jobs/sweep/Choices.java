package io.freshet.jobs.sweep;

import java.util.List;

/**
 * Values in a list.
 *
 * @param values as they would be written in a file
 */
record Choices(String key, List<String> values) implements Axis {
    Choices {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException(key + " has no values: give at least one");
        }
    }

    @Override
    public String at(double place) {
        return values.get((int) (place * values.size()));
    }

    @Override
    public String text() {
        return String.join(",", values);
    }
}
