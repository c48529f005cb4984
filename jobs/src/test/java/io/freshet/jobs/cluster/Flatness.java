package io.freshet.jobs.cluster;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Whether something stays where it was: after a first third, which is warm-up, the median of the last third of the samples
 * may exceed that of the middle third by a share of it.
 *
 * @param middle median of the middle third
 * @param last median of the last third
 * @param allowed share of the middle that the last may be more, or, if below 0, less
 */
record Flatness(double middle, double last, double allowed) {
    private static final int THIRDS = 3;

    /** @throws IllegalArgumentException if there are fewer than three samples a third */
    static <T> Flatness of(List<T> samples, ToDoubleFunction<T> figure, double allowed) {
        int third = samples.size() / THIRDS;
        if (third < THIRDS) {
            throw new IllegalArgumentException(samples.size() + " samples are too few to tell: run for longer");
        }
        int end = samples.size();
        return new Flatness(
                median(samples.subList(end - 2 * third, end - third), figure),
                median(samples.subList(end - third, end), figure),
                allowed);
    }

    private static <T> double median(List<T> samples, ToDoubleFunction<T> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** By what share the last third is more than the middle one. */
    double growth() {
        return middle == 0 ? (last == 0 ? 0 : Double.POSITIVE_INFINITY) : last / middle - 1;
    }

    boolean isFlat() {
        return allowed < 0 ? growth() >= allowed : growth() <= allowed;
    }

    String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"middle\":%.2f,\"last\":%.2f,\"growth\":%.3f,\"allowed\":%.2f,\"flat\":%b}",
                middle,
                last,
                growth(),
                allowed,
                isFlat());
    }
}
