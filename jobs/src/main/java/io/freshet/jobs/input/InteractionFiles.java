package io.freshet.jobs.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens recorded streams. The format is told by the content: CSV with a header that names the columns {@code user},
 * {@code item}, {@code timestamp_ms} and {@code value}, or the MovieLens forms {@code user::item::rating::seconds} and
 * {@code user<tab>item<tab>rating<tab>seconds}; each plain or gzip.
 *
 * <p>CSV is read in file order, even where time goes back. MovieLens files come ordered by user and are sorted by
 * (timestamp, user, item) in memory. An event's id is {@code r} + the 1-based number of its data row in the file.
 */
public final class InteractionFiles {
    private static final String FORMATS = "a CSV file with the columns " + CsvRows.USER + ", " + CsvRows.ITEM + ", "
            + CsvRows.TIMESTAMP + " and " + CsvRows.VALUE
            + ", or MovieLens rows user::item::rating::seconds or user<tab>item<tab>rating<tab>seconds";

    private InteractionFiles() {}

    /**
     * Opens a recorded stream at its first kept row.
     *
     * @throws InputException if the file cannot be read, has no known format, or has no row that {@code options} keep
     */
    public static InteractionStream open(Path file, InputOptions options) {
        Lines lines;
        try {
            lines = Lines.open(file);
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
        try {
            return open(file, lines, options);
        } catch (InputException e) {
            closeAfter(e, lines);
            throw e;
        }
    }

    private static InteractionStream open(Path file, Lines lines, InputOptions options) {
        try {
            String first = firstLine(file, lines);
            String separator = SeparatedRows.separatorOf(first);
            if (separator != null) {
                RowReader reader = new SeparatedRows(lines, separator);
                return new TimeOrderStream(new KeptRows(file, lines, reader, options), options.limit());
            }
            return new FileOrderStream(
                    new KeptRows(file, lines, csvRows(file, lines, first), options), options.limit());
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
    }

    static String firstLine(Path file, Lines lines) throws IOException {
        String first = lines.nextNonBlank();
        if (first == null) {
            throw new InputException(file + " is empty: give " + FORMATS);
        }
        lines.putBack(List.of(first));
        return first;
    }

    static CsvRows csvRows(Path file, Lines lines, String first) throws IOException {
        try {
            return CsvRows.withHeader(lines);
        } catch (DamagedRowException e) {
            throw new InputException(
                    file + " begins with " + Fields.shown(first) + ", and " + e.getMessage() + ": give " + FORMATS, e);
        }
    }

    private static void closeAfter(InputException failure, Lines lines) {
        try {
            lines.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
