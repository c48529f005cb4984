package io.freshet.jobs.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens recorded streams. The format is told by the content, never by the name:
 *
 * <ul>
 *   <li>CSV with a header that names the columns {@code user}, {@code item}, {@code timestamp_ms} and {@code value}
 *   <li>the MovieLens forms {@code user::item::rating::seconds} and {@code user<tab>item<tab>rating<tab>seconds}
 *   <li>Avro object container files of {@link io.freshet.schemas.Interaction}s, or with the fields of the CSV
 *   <li>Parquet with the columns of the CSV
 * </ul>
 *
 * <p>All but Parquet may be gzipped. In Avro and Parquet the value is optional. A column {@code type} is taken where there
 * is one, and an Interaction's own type.
 *
 * <p>All but MovieLens is read in file order, whatever that is unless {@link InputOptions#ordered}. MovieLens files come
 * ordered by user and are sorted by (timestamp, user, item) in memory. An event's id is {@code r} + the 1-based number of
 * its data row in the file, but an Interaction keeps its own.
 *
 * <p>A few damaged rows are passed over. A stream of which more than 1 % is damaged ends with an {@link InputException}, at
 * row 100 or behind it, or at its end; a single damaged row ends none.
 */
public final class InteractionFiles {
    private static final String AVRO = "Obj\1";
    private static final String PARQUET = "PAR1";
    private static final String FORMATS = "a CSV file with the columns " + CsvRows.USER + ", " + CsvRows.ITEM + ", "
            + CsvRows.TIMESTAMP + " and " + CsvRows.VALUE
            + ", MovieLens rows user::item::rating::seconds or user<tab>item<tab>rating<tab>seconds, or an Avro or"
            + " Parquet file with those columns";

    private InteractionFiles() {}

    /**
     * Opens a recorded stream at its first kept row.
     *
     * @throws InputException if the file cannot be read, has no known format, or has no row that {@code options} keep
     */
    public static InteractionStream open(Path file, InputOptions options) {
        InputStream in;
        try {
            in = TextFile.open(file);
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
        try {
            return open(file, in, options);
        } catch (IOException e) {
            InputException failure = TextFile.unreadable(file, e);
            closeAfter(failure, in);
            throw failure;
        } catch (InputException e) {
            closeAfter(e, in);
            throw e;
        }
    }

    private static InteractionStream open(Path file, InputStream in, InputOptions options) throws IOException {
        Opened opened = rows(file, in);
        return opened.sorted() ? inTimeOrder(file, opened.rows(), options) : inFileOrder(file, opened.rows(), options);
    }

    /** The rows of a file, and whether they are to be sorted by time. */
    record Opened(RowReader rows, boolean sorted) {}

    /** Tells the format from the first bytes. */
    static Opened rows(Path file, InputStream in) throws IOException {
        if (TextFile.beginsWith(in, AVRO)) {
            return new Opened(AvroRows.open(file, in), false);
        }
        if (TextFile.beginsWith(in, PARQUET)) {
            in.close();
            return new Opened(parquet(file), false);
        }
        Lines lines = Lines.of(in);
        String first = firstLine(file, lines);
        String separator = SeparatedRows.separatorOf(first);
        return separator == null
                ? new Opened(csv(file, lines, first), false)
                : new Opened(new SeparatedRows(lines, separator), true);
    }

    private static RowReader parquet(Path file) throws IOException {
        if (TextFile.isGzip(file)) {
            throw new InputException(
                    file + " is a gzipped Parquet file, which can only be read from its end: unpack it first");
        }
        return ParquetRows.open(file);
    }

    private static String firstLine(Path file, Lines lines) throws IOException {
        String first = lines.nextNonBlank();
        if (first == null) {
            throw new InputException(file + " is empty: give " + FORMATS);
        }
        lines.putBack(List.of(first));
        return first;
    }

    private static RowReader csv(Path file, Lines lines, String first) throws IOException {
        try {
            return CsvRows.withHeader(lines);
        } catch (DamagedRowException e) {
            throw new InputException(
                    file + " begins with " + Fields.shown(first) + ", and " + e.getMessage() + ": give " + FORMATS, e);
        }
    }

    private static InteractionStream inTimeOrder(Path file, RowReader reader, InputOptions options) {
        return new TimeOrderStream(new KeptRows(Source.file(file), reader, options), options.limit());
    }

    private static InteractionStream inFileOrder(Path file, RowReader reader, InputOptions options) {
        try {
            return new FileOrderStream(new KeptRows(Source.file(file), reader, options), options);
        } catch (InputException e) {
            closeAfter(e, reader);
            throw e;
        }
    }

    private static void closeAfter(InputException failure, Closeable opened) {
        try {
            opened.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
