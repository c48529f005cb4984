package io.freshet.jobs.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows every row of a recorded file in the order in which a replay reads it, damaged ones included and however many.
 *
 * <p>For one thread. CSV takes memory for one row, MovieLens rows about 60 bytes each, since they may have to be sorted.
 */
public final class RowScan {
    private static final Comparator<RecordedRow> BY_TIME = Comparator.comparingLong(RecordedRow::timestampMs)
            .thenComparing(RecordedRow::user, Ids::compare)
            .thenComparing(RecordedRow::item, Ids::compare);

    private final Path file;
    private final Lines lines;
    private final RowReader reader;
    private final Visitor visitor;
    private final Row row = new Row();
    private long rows;

    /** Sees one row after the other, on the thread of the scan. */
    public interface Visitor {
        void row(RecordedRow row);

        /**
         * A row that cannot be understood.
         *
         * @param line 1-based line of the file
         * @param number 1-based among the rows of the file, damaged ones included
         */
        void damaged(long line, long number, String problem);

        /** The rows to come were not in the order of time in their file, and have been sorted as a replay does. */
        void sorted();
    }

    private RowScan(Path file, Lines lines, RowReader reader, Visitor visitor) {
        this.file = file;
        this.lines = lines;
        this.reader = reader;
        this.visitor = visitor;
    }

    /**
     * Shows all rows of a file.
     *
     * @throws InputException if the file cannot be read to its end or has no known format
     */
    public static void scan(Path file, Visitor visitor) {
        try (Lines lines = Lines.open(file)) {
            String first = InteractionFiles.firstLine(file, lines);
            String separator = SeparatedRows.separatorOf(first);
            if (separator == null) {
                new RowScan(file, lines, InteractionFiles.csvRows(file, lines, first), visitor).inFileOrder();
            } else {
                new RowScan(file, lines, new SeparatedRows(lines, separator), visitor).inTimeOrder();
            }
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
    }

    /** Whether a replay gives up on a file that begins with so many rows. */
    public static boolean isMostlyDamaged(long rows, long damaged) {
        return KeptRows.isMostlyDamaged(rows, damaged);
    }

    private void inFileOrder() {
        while (readNext()) {
            visitor.row(new RecordedRow(lines.number(), row.user, row.item, row.timestampMs, row.value));
        }
    }

    private void inTimeOrder() {
        List<RecordedRow> all = new ArrayList<>();
        Map<String, String> ids = new HashMap<>();
        boolean ordered = true;
        long last = Long.MIN_VALUE;
        while (readNext()) {
            String user = ids.computeIfAbsent(row.user, id -> id);
            String item = ids.computeIfAbsent(row.item, id -> id);
            all.add(new RecordedRow(lines.number(), user, item, row.timestampMs, row.value));
            ordered &= row.timestampMs >= last;
            last = row.timestampMs;
        }
        if (!ordered) {
            all.sort(BY_TIME);
            visitor.sorted();
        }
        all.forEach(visitor::row);
    }

    private boolean readNext() {
        while (true) {
            try {
                boolean found = reader.read(row);
                rows++;
                return found;
            } catch (DamagedRowException e) {
                visitor.damaged(lines.number(), ++rows, String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw new InputException(
                        file + " breaks off behind line " + lines.number() + " (" + e.getMessage() + "): fetch it anew",
                        e);
            }
        }
    }
}
