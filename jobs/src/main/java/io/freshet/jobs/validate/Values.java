package io.freshet.jobs.validate;

import io.freshet.jobs.input.ScannedRow;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the values are, and what a filter by value leaves of them; at most {@value #MOST_DISTINCT} counters. */
final class Values implements Check<ScannedRow> {
    private static final int MOST_DISTINCT = 1000;
    private static final int FEW = 21;
    private static final double LITTLE = 0.1;

    private final @Nullable Double minValue;
    private final Long2LongOpenHashMap counts = new Long2LongOpenHashMap();
    private final Examples negative = new Examples();
    private final Examples dropped = new Examples();
    private boolean uncountable;
    private long rows;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private double sum;

    /** @param minValue null if every row counts */
    Values(@Nullable Double minValue) {
        this.minValue = minValue;
    }

    @Override
    public void take(ScannedRow row) {
        double value = row.value();
        rows++;
        least = Math.min(least, value);
        most = Math.max(most, value);
        sum += value;
        if (value < 0) {
            negative.add(row);
        }
        if (!keeps(value)) {
            dropped.add(row);
        }
        count(value);
    }

    private void count(double value) {
        // no two bit patterns for zero
        long bits = Double.doubleToLongBits(value + 0.0);
        if (counts.size() < MOST_DISTINCT || counts.containsKey(bits)) {
            counts.addTo(bits, 1);
        } else {
            uncountable = true;
        }
    }

    private boolean keeps(double value) {
        return minValue == null || value >= minValue;
    }

    /** The minimum value to replay with, if the values are ratings or yes and no; null if every row should count. */
    @Nullable
    Double suggested() {
        double usual = usualMinimum();
        return usual > least ? Double.valueOf(usual) : null;
    }

    /** 4 of 5 stars, 7 of 10, 1 of 0 and 1; anything else has no minimum that is usual. */
    private double usualMinimum() {
        if (uncountable || counts.size() < 2 || counts.size() > FEW || least < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (most == 1 && counts.size() == 2) {
            return 1;
        }
        boolean stars = (most == 5 || most == 10) && inHalves() && sum / rows > most / 2;
        return stars ? (most == 5 ? 4 : 7) : Double.NEGATIVE_INFINITY;
    }

    private boolean inHalves() {
        return Arrays.stream(distinct()).allMatch(value -> 2 * value == Math.rint(2 * value));
    }

    private double[] distinct() {
        return counts.keySet()
                .longStream()
                .mapToDouble(Double::longBitsToDouble)
                .sorted()
                .toArray();
    }

    @Override
    public List<Finding> findings() {
        return List.of(values(), minimum());
    }

    private Finding values() {
        return Finding.of(
                "values",
                Status.of(false, negative.any()),
                described() + (negative.any() ? "; " + Words.count(negative.count(), "is", "are") + " negative." : "."),
                figures(),
                negative.kept(),
                "remove negative values with --min-value or from the file: whatever its value, an event that is kept"
                        + " counts as interest");
    }

    private Map<String, Number> figures() {
        Map<String, Number> figures = new HashMap<>();
        figures.put("distinct", counts.size());
        figures.put("least", least);
        figures.put("most", most);
        figures.put("mean", sum / rows);
        figures.put("negative", negative.count());
        if (isFew()) {
            for (double value : distinct()) {
                figures.put("count_of_" + Words.value(value), counts.get(Double.doubleToLongBits(value)));
            }
        }
        return figures;
    }

    private boolean isFew() {
        return !uncountable && counts.size() <= FEW;
    }

    private String described() {
        if (counts.size() == 1) {
            return "All values are " + Words.value(least);
        }
        if (isFew()) {
            return Arrays.stream(distinct())
                    .mapToObj(value ->
                            Words.value(value) + " (" + Words.count(counts.get(Double.doubleToLongBits(value))) + ")")
                    .collect(Collectors.joining(", ", "Values are ", ""));
        }
        String number = uncountable ? "More than " + Words.count(MOST_DISTINCT) : Words.count(counts.size());
        return number + " different values from " + Words.value(least) + " to " + Words.value(most);
    }

    private Finding minimum() {
        Double given = minValue;
        return given == null ? withoutMinimum() : withMinimum(given);
    }

    private Finding withoutMinimum() {
        Double usual = suggested();
        if (usual == null) {
            return Finding.pass("minimum value", "Every row counts, whatever its value.", Map.of("kept", rows));
        }
        long kept = Arrays.stream(distinct())
                .filter(value -> value >= usual)
                .mapToLong(value -> counts.get(Double.doubleToLongBits(value)))
                .sum();
        return new Finding(
                "minimum value",
                Status.WARN,
                "The values look like " + (most == 1 ? "yes and no" : "ratings up to " + Words.value(most))
                        + ", and without --min-value the lowest counts as interest too.",
                Map.of("kept", rows, "suggested", usual, "kept_by_suggested", kept),
                List.of(),
                "use --min-value " + Words.value(usual) + ", which keeps " + Words.count(kept) + " of "
                        + Words.count(rows, "row", "rows"));
    }

    private Finding withMinimum(double given) {
        long kept = rows - dropped.count();
        String message = "--min-value " + Words.value(given) + " keeps " + Words.count(kept) + " of "
                + Words.count(rows, "row", "rows") + " (" + Words.percent((double) kept / rows) + ").";
        return Finding.of(
                "minimum value",
                Status.of(kept == 0, kept == rows || kept < LITTLE * rows),
                message,
                Map.of("kept", kept, "dropped", dropped.count()),
                dropped.kept(),
                kept == rows
                        ? "leave it out, or choose one above " + Words.value(least)
                        : "choose a lower one: the values go up to " + Words.value(most));
    }
}
