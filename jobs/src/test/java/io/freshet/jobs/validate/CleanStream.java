package io.freshet.jobs.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** 2000 rows of 40 users, 50 items each, without a defect; and what tests do to them. */
final class CleanStream {
    static final int USERS = 40;
    static final int EVENTS = 2000;
    static final long START_MS = 1_600_000_000_000L;
    private static final int ITEMS = 200;
    private static final int FIRST_LINE = 2;

    private final List<Row> rows = new ArrayList<>();

    record Row(String user, String item, String timestampMs, String value) {
        Row withUser(String other) {
            return new Row(other, item, timestampMs, value);
        }

        Row withItem(String other) {
            return new Row(user, other, timestampMs, value);
        }

        Row at(long ms) {
            return new Row(user, item, Long.toString(ms), value);
        }

        Row worth(String other) {
            return new Row(user, item, timestampMs, other);
        }

        long ms() {
            return Long.parseLong(timestampMs);
        }

        private String line() {
            return String.join(",", user, item, timestampMs, value);
        }
    }

    CleanStream() {
        for (int n = 0; n < EVENTS; n++) {
            int user = n % USERS + 1;
            int item = (7 * user + 3 * (n / USERS)) % ITEMS + 1;
            rows.add(new Row("" + user, "" + item, "" + timeOf(n), "1"));
        }
    }

    /** About one a minute, never at equal distances. */
    static long timeOf(int row) {
        return START_MS + 60_000L * row + 7919L * row * row % 50_000;
    }

    static long lineOf(int row) {
        return FIRST_LINE + row;
    }

    Row get(int row) {
        return rows.get(row);
    }

    CleanStream change(int row, UnaryOperator<Row> change) {
        rows.set(row, change.apply(rows.get(row)));
        return this;
    }

    CleanStream changeAll(UnaryOperator<Row> change) {
        rows.replaceAll(change);
        return this;
    }

    CleanStream insert(int at, Row row) {
        rows.add(at, row);
        return this;
    }

    CleanStream twice() {
        rows.addAll(List.copyOf(rows));
        return this;
    }

    String csv() {
        return rows.stream().map(Row::line).collect(Collectors.joining("\n", "user,item,timestamp_ms,value\n", "\n"));
    }
}
