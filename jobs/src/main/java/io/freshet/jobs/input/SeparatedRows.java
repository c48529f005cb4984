package io.freshet.jobs.input;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** MovieLens rows: user, item, rating and seconds, between {@code ::} (ml-1m, ml-10m) or tabs (ml-100k), no header. */
final class SeparatedRows implements RowReader {
    private static final int COLUMNS = 4;

    private final Lines lines;
    private final String separator;

    SeparatedRows(Lines lines, String separator) {
        this.lines = lines;
        this.separator = separator;
    }

    /** The separator of such a line, or {@code null} if it is no MovieLens row. */
    static @Nullable String separatorOf(String line) {
        for (String separator : List.of("::", "\t")) {
            String[] parts = line.split(separator, -1);
            if (parts.length == COLUMNS && Ids.isNumber(parts[COLUMNS - 1])) {
                return separator;
            }
        }
        return null;
    }

    @Override
    public boolean read(Row row) throws IOException, DamagedRowException {
        String line = lines.nextNonBlank();
        if (line == null) {
            return false;
        }
        int first = separatorAfter(line, 0);
        int second = separatorAfter(line, first + separator.length());
        int third = separatorAfter(line, second + separator.length());
        String seconds = line.substring(third + separator.length());
        row.user = Fields.id("user", line.substring(0, first));
        row.item = Fields.id("item", line.substring(first + separator.length(), second));
        row.value = Fields.number("rating", line.substring(second + separator.length(), third));
        row.timestampMs = Fields.seconds(seconds);
        return true;
    }

    @Override
    public long number() {
        return lines.number();
    }

    @Override
    public String place() {
        return lines.place();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private int separatorAfter(String line, int from) throws DamagedRowException {
        int at = line.indexOf(separator, from);
        if (at < 0) {
            throw new DamagedRowException("less than " + COLUMNS + " columns: " + Fields.shown(line));
        }
        return at;
    }
}
