package io.freshet.jobs.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of a source that exist: sound ones of the wanted time whose value is high enough, and the first of those that
 * share user and event id. Counts the rest, and gives up when more is damaged than {@link DamageCount} bears. For one
 * thread.
 */
final class KeptRows implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptRows.class);
    private static final int MOST_WARNINGS = 5;

    private final Source source;
    private final RowReader reader;
    private final InputOptions options;
    private final SeenEvents seen = new SeenEvents();
    private final DamageCount damage = new DamageCount();
    private long inRange;
    private long kept;
    private long duplicates;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;
    private @Nullable String firstDamage;

    /** @throws InputException if {@code options} ask for what the source cannot tell */
    KeptRows(Source source, RowReader reader, InputOptions options) {
        this.source = source;
        this.reader = reader;
        this.options = options;
        if (options.minValue() != null && !reader.hasValues()) {
            throw new InputException("minimum value " + options.minValue() + " needs a column 'value', and "
                    + source.name() + " has none: leave the minimum out");
        }
        if (options.dislikeMax() != null && !reader.hasValues()) {
            throw new InputException("dislikes up to " + options.dislikeMax() + " need a column 'value', and "
                    + source.name() + " has none: give the events types instead");
        }
    }

    /** Fills {@code row} with the next one; false after the last, of which there was at least one. */
    boolean next(Row row) {
        while (readNext(row)) {
            seeTime(row.timestampMs);
            if (options.keeps(row) && isFirst(row)) {
                kept++;
                row.dislike = options.isDislike(row);
                return true;
            }
        }
        if (kept == 0) {
            throw nothingKept();
        }
        if (damage.isTooMuchAtEnd()) {
            throw tooMuchDamage("");
        }
        return false;
    }

    private boolean readNext(Row row) {
        while (true) {
            try {
                if (!reader.read(row)) {
                    return false;
                }
                damage.sound();
                stopIfTooMuchDamage();
                row.number = damage.rows();
                return true;
            } catch (DamagedRowException e) {
                countDamage(e);
                stopIfTooMuchDamage();
            } catch (IOException e) {
                throw source.brokenOff(reader, e);
            }
        }
    }

    private void seeTime(long timestampMs) {
        firstMs = Math.min(firstMs, timestampMs);
        lastMs = Math.max(lastMs, timestampMs);
        if (options.within(timestampMs)) {
            inRange++;
        }
    }

    private boolean isFirst(Row row) {
        boolean first = row.eventId == null || seen.add(row.user, row.eventId);
        if (!first) {
            duplicates++;
        }
        return first;
    }

    private void countDamage(DamagedRowException e) {
        damage.damaged();
        String found = reader.place() + ": " + e.getMessage();
        if (firstDamage == null) {
            firstDamage = found;
        }
        if (damaged() <= MOST_WARNINGS) {
            LOG.warn("damaged row left out, {} {}", source.name(), found);
        }
    }

    private void stopIfTooMuchDamage() {
        if (damage.isTooMuch()) {
            throw tooMuchDamage("first ");
        }
    }

    private InputException tooMuchDamage(String which) {
        return new InputException(damaged() + " of the " + which + damage.rows() + " " + source.units() + " of "
                + source.name() + " are damaged, more than " + DamageCount.MOST_PERCENT + " %; the first: "
                + firstDamage + ". " + source.repair());
    }

    private InputException nothingKept() {
        long rows = damage.rows();
        if (rows == 0) {
            return new InputException(source.name() + " has no " + source.units() + ": give one with at least one");
        }
        if (damaged() == rows) {
            return new InputException("every " + source.unit() + " of " + source.name() + " is damaged (" + rows
                    + "); the first: " + firstDamage + ". " + source.repair());
        }
        if (inRange == 0) {
            return new InputException("the range " + options.range() + " holds none of the " + (rows - damaged()) + " "
                    + source.units() + " of " + source.name() + ", which go from " + Instant.ofEpochMilli(firstMs)
                    + " to " + Instant.ofEpochMilli(lastMs) + ": choose one that meets them");
        }
        return new InputException("minimum value " + options.minValue() + " drops all " + inRange + " " + source.units()
                + (options.hasRange() ? " " + options.range() : "") + " of " + source.name() + ": choose a lower one");
    }

    Source source() {
        return source;
    }

    /** Where the row is that {@link #next} filled last. */
    String place() {
        return reader.place();
    }

    long damaged() {
        return damage.damagedRows();
    }

    long duplicates() {
        return duplicates;
    }

    @Nullable
    String firstDamage() {
        return firstDamage;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
