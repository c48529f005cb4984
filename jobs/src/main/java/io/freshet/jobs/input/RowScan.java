package io.freshet.jobs.input;

import java.io.IOException;
import java.io.InputStream;
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
    private static final Comparator<ScannedRow> BY_TIME =
            TimeOrder.of(ScannedRow::timestampMs, ScannedRow::user, ScannedRow::item);

    private final Source source;
    private final RowReader reader;
    private final Visitor visitor;
    private final Row row = new Row();
    private final DamageCount damage = new DamageCount();
    private boolean givenUp;

    /** Sees one row after the other, on the thread of the scan. */
    public interface Visitor {
        void row(ScannedRow row);

        /**
         * A row that cannot be understood.
         *
         * @param line 1-based line of the file, or number of the record where there are no lines
         */
        void damaged(long line, String problem);

        /**
         * A replay would not read on. Comes at most once.
         *
         * @param number the row at which it would give up, 1-based among the rows of the file, damaged ones included
         */
        void givenUp(long number);

        /** The rows to come were in an order in their file that cannot be replayed, and have been sorted as a replay does. */
        void sorted();
    }

    private RowScan(Source source, RowReader reader, Visitor visitor) {
        this.source = source;
        this.reader = reader;
        this.visitor = visitor;
    }

    /**
     * Shows all rows of a file.
     *
     * @throws InputException if the file cannot be read to its end or has no known format
     */
    public static void scan(Path file, Visitor visitor) {
        try (InputStream in = TextFile.open(file)) {
            InteractionFiles.Opened opened = InteractionFiles.rows(file, in);
            try (RowReader reader = opened.rows()) {
                RowScan scan = new RowScan(Source.file(file), reader, visitor);
                if (opened.sorted()) {
                    scan.inTimeOrder();
                } else {
                    scan.inFileOrder();
                }
            }
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
    }

    private void inFileOrder() {
        while (readNext()) {
            visitor.row(new ScannedRow(reader.number(), row.user, row.item, row.timestampMs, row.value));
        }
    }

    private void inTimeOrder() {
        List<ScannedRow> all = new ArrayList<>();
        Map<String, String> ids = new HashMap<>();
        RowOrder order = new RowOrder();
        boolean ordered = true;
        while (readNext()) {
            String user = ids.computeIfAbsent(row.user, id -> id);
            String item = ids.computeIfAbsent(row.item, id -> id);
            all.add(new ScannedRow(reader.number(), user, item, row.timestampMs, row.value));
            ordered &= order.next(user, row.timestampMs) == RowOrder.Step.FITS;
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
                if (!reader.read(row)) {
                    judge(damage.isTooMuchAtEnd());
                    return false;
                }
                damage.sound();
                judge(damage.isTooMuch());
                return true;
            } catch (DamagedRowException e) {
                visitor.damaged(reader.number(), String.valueOf(e.getMessage()));
                damage.damaged();
                judge(damage.isTooMuch());
            } catch (IOException e) {
                throw source.brokenOff(reader, e);
            }
        }
    }

    private void judge(boolean tooMuchDamage) {
        if (tooMuchDamage && !givenUp) {
            givenUp = true;
            visitor.givenUp(damage.rows());
        }
    }
}
