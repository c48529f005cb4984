package io.freshet.jobs.validate;

import io.freshet.jobs.input.InputException;
import io.freshet.jobs.input.RowScan;
import io.freshet.jobs.input.ScannedRow;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs all checks over a file in one pass.
 *
 * <p>For one thread. Memory grows with users (about 350 bytes each), items (about 150) and pairs of user and item (16 to
 * 32), and with rows only where {@link RowScan} has to sort them. A row costs its parsing, two hashes of ids, and look-ups in five tables.
 */
public final class Validation {
    private final Path file;
    private final @Nullable Double minValue;
    private final ReadableRows readable = new ReadableRows();
    private final Values values;
    private final TimeUnits units = new TimeUnits();
    private final Order order = new Order();
    private final Simultaneous simultaneous = new Simultaneous();
    private final Repeats repeats = new Repeats();
    private final List<Check<Event>> checks = List.of(
            order,
            units,
            new TimeOutliers(),
            simultaneous,
            repeats,
            IdColumn.ofUsers(),
            IdColumn.ofItems(),
            new IdColumns(),
            new Activity(units),
            new Size(repeats));
    private final DenseIds users = new DenseIds();
    private final DenseIds items = new DenseIds();
    private long events;

    private final class Rows implements RowScan.Visitor {
        @Override
        public void row(ScannedRow row) {
            readable.take(row);
            values.take(row);
            if (minValue == null || row.value() >= minValue) {
                takeEvent(row);
            }
        }

        @Override
        public void damaged(long line, String problem) {
            readable.damaged(line, problem);
        }

        @Override
        public void givenUp(long number) {
            readable.givenUp(number);
        }

        @Override
        public void sorted() {
            order.sortedWhenRead();
        }
    }

    private Validation(Path file, @Nullable Double minValue) {
        this.file = file;
        this.minValue = minValue;
        this.values = new Values(minValue);
    }

    /**
     * Reads a file to its end and says what is wrong with it.
     *
     * @param minValue rows of a lower value are left out of all checks but those of rows and values; null takes all
     * @throws InputException if the file cannot be read, has no known format, or not one row that can be understood
     */
    public static Report of(Path file, @Nullable Double minValue) {
        return new Validation(file, minValue).report();
    }

    private Report report() {
        RowScan.scan(file, new Rows());
        List<Finding> readability = readable.findings();
        if (readable.sound() == 0) {
            throw new InputException(nothingToCheck(readability.get(0)));
        }
        Stream<Finding> ofEvents =
                events == 0 ? Stream.of() : checks.stream().flatMap(check -> check.findings().stream());
        List<Finding> findings = Stream.of(readability.stream(), values.findings().stream(), ofEvents)
                .flatMap(found -> found)
                .toList();
        return new Report(
                file.toString(),
                minValue,
                readable.sound() + readable.damaged(),
                readable.damaged(),
                events,
                findings,
                advice());
    }

    private String nothingToCheck(Finding readability) {
        if (readability.examples().isEmpty()) {
            return file + " has no rows: give a file with at least one";
        }
        Example first = readability.examples().get(0);
        return "every row of " + file + " is damaged (" + readable.damaged() + "); the first: line " + first.line()
                + ": " + first.text() + ". Repair the file";
    }

    private @Nullable Advice advice() {
        return events == 0 ? null : new Adviser(file.toString(), minValue, simultaneous, repeats, values).advice();
    }

    private void takeEvent(ScannedRow row) {
        int knownUsers = users.size();
        int knownItems = items.size();
        int user = users.of(row.user());
        int item = items.of(row.item());
        Event event = new Event(row, user, item, user == knownUsers, item == knownItems);
        events++;
        for (Check<Event> check : checks) {
            check.take(event);
        }
    }
}
