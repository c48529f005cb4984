package io.freshet.jobs.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of a file that exist: sound ones whose value is high enough. Counts the rest, and gives up when too much is damaged. */
final class KeptRows implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptRows.class);
    private static final int JUDGED_FROM_ROWS = 100;
    private static final int MOST_DAMAGED_PERCENT = 1;
    private static final int MOST_WARNINGS = 5;

    private final Path file;
    private final Lines lines;
    private final RowReader reader;
    private final InputOptions options;
    private long rows;
    private long kept;
    private long damaged;
    private @Nullable String firstDamage;

    KeptRows(Path file, Lines lines, RowReader reader, InputOptions options) {
        this.file = file;
        this.lines = lines;
        this.reader = reader;
        this.options = options;
    }

    /** Fills {@code row} with the next one; false after the last, of which there was at least one. */
    boolean next(Row row) {
        while (readNext(row)) {
            if (options.keeps(row.value)) {
                kept++;
                return true;
            }
        }
        if (kept == 0) {
            throw nothingKept();
        }
        return false;
    }

    private boolean readNext(Row row) {
        while (true) {
            try {
                if (!reader.read(row)) {
                    return false;
                }
                row.number = ++rows;
                return true;
            } catch (DamagedRowException e) {
                rows++;
                countDamage(e);
            } catch (IOException e) {
                throw new InputException(
                        file + " breaks off behind line " + lines.number() + " (" + e.getMessage() + "): fetch it anew",
                        e);
            }
            stopIfMostlyDamaged();
        }
    }

    private void countDamage(DamagedRowException e) {
        damaged++;
        String damage = "line " + lines.number() + ": " + e.getMessage();
        if (firstDamage == null) {
            firstDamage = damage;
        }
        if (damaged <= MOST_WARNINGS) {
            LOG.warn("damaged row left out, {} {}", file, damage);
        }
    }

    static boolean isMostlyDamaged(long rows, long damaged) {
        return rows >= JUDGED_FROM_ROWS && damaged * 100 > rows * MOST_DAMAGED_PERCENT;
    }

    private void stopIfMostlyDamaged() {
        if (isMostlyDamaged(rows, damaged)) {
            throw new InputException(damaged + " of the first " + rows + " rows of " + file + " are damaged, more than "
                    + MOST_DAMAGED_PERCENT + " %; the first: " + firstDamage
                    + ". Repair the file or remove those rows");
        }
    }

    private InputException nothingKept() {
        if (rows == 0) {
            return new InputException(file + " has no rows: give a file with at least one");
        }
        if (damaged == rows) {
            return new InputException("every row of " + file + " is damaged (" + rows + "); the first: " + firstDamage
                    + ". Repair the file");
        }
        return new InputException("minimum value " + options.minValue() + " drops all " + (rows - damaged) + " rows of "
                + file + ": choose a lower one");
    }

    long damaged() {
        return damaged;
    }

    @Nullable
    String firstDamage() {
        return firstDamage;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
