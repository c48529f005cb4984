package io.freshet.jobs.export;

import io.freshet.features.declared.FeaturePlan;
import io.freshet.features.declared.FeatureTables;
import io.freshet.jobs.input.InputException;
import io.freshet.jobs.input.InteractionStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A training set that was written.
 *
 * @param events of the stream
 * @param rows label events
 * @param types of the events, in their order; the first thousand
 * @param tables the features after the last event
 */
public record TrainingSet(long events, long rows, List<String> types, FeatureTables tables) {

    /** @throws InputException if the name of {@code file} tells no format, or a feature has the name of another column */
    public static void check(FeaturePlan plan, Path file) {
        Format.of(file);
        Columns.ofFeatures(plan);
    }

    /**
     * Writes a new file, which is there only when it is whole.
     *
     * @param stream read to its end; the caller closes it
     * @param progress told of events now and then
     * @throws InputException if the file cannot be, the stream cannot be used, or no event is a label
     */
    public static TrainingSet write(
            FeaturePlan plan, Labels labels, InteractionStream stream, Path file, LongConsumer progress)
            throws IOException {
        Format format = Format.of(file);
        List<String> columns = Columns.ofFeatures(plan);
        try (UnfinishedFile unfinished = UnfinishedFile.of(file)) {
            TrainingRows rows;
            try (RowWriter out = format.open(unfinished.path(), columns)) {
                rows = new TrainingRows(plan, labels, out);
                rows.writeAll(stream, progress);
            }
            if (rows.rows() == 0) {
                throw noLabels(labels, rows);
            }
            unfinished.finish();
            return new TrainingSet(rows.events(), rows.rows(), rows.types(), rows.tables());
        }
    }

    private static InputException noLabels(Labels labels, TrainingRows rows) {
        String wanted = labels.types().isEmpty()
                ? "any type"
                : "type " + String.join(" or ", labels.types().stream().sorted().toList());
        return new InputException("none of the " + rows.events() + " events is a label of " + wanted
                + (labels.fromMs() == Long.MIN_VALUE ? "" : " late enough") + ", their types are "
                + String.join(", ", rows.types()) + ": choose others with --labels or --labels-from");
    }
}
