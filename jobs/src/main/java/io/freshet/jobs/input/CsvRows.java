package io.freshet.jobs.input;

import java.io.IOException;
import java.util.List;

/** Rows of a CSV file with a header; the columns are found by name, others are passed over. */
final class CsvRows implements RowReader {
    static final String USER = "user";
    static final String ITEM = "item";
    static final String TIMESTAMP = "timestamp_ms";
    static final String VALUE = "value";
    static final String TYPE = "type";
    static final String LIST = "recommendation";

    private final Lines lines;
    private final CsvRecords records;
    private final int columns;
    private final int user;
    private final int item;
    private final int timestamp;
    private final int value;
    private final int type;
    private final int list;

    private CsvRows(Lines lines, CsvRecords records, List<String> header) {
        this.lines = lines;
        this.records = records;
        this.columns = header.size();
        this.user = header.indexOf(USER);
        this.item = header.indexOf(ITEM);
        this.timestamp = header.indexOf(TIMESTAMP);
        this.value = header.indexOf(VALUE);
        this.type = header.indexOf(TYPE);
        this.list = header.indexOf(LIST);
    }

    /** Reads the header from {@code lines} and leaves them at the first row. */
    static CsvRows withHeader(Lines lines) throws IOException, DamagedRowException {
        CsvRecords records = new CsvRecords(lines);
        List<String> header = records.next().stream().map(String::strip).toList();
        for (String column : List.of(USER, ITEM, TIMESTAMP, VALUE)) {
            if (!header.contains(column)) {
                throw new DamagedRowException("it has no column '" + column + "'");
            }
        }
        return new CsvRows(lines, records, header);
    }

    @Override
    public boolean read(Row row) throws IOException, DamagedRowException {
        List<String> fields = records.next();
        if (fields.isEmpty()) {
            return false;
        }
        if (fields.size() != columns) {
            throw new DamagedRowException(fields.size() + " columns where the header has " + columns);
        }
        row.user = Fields.id(USER, fields.get(user));
        row.item = Fields.id(ITEM, fields.get(item));
        row.timestampMs = Fields.time(TIMESTAMP, fields.get(timestamp));
        row.value = Fields.number(VALUE, fields.get(value));
        row.type = type < 0 ? null : Fields.type(fields.get(type));
        row.recommendationId = list < 0 ? null : Fields.list(fields.get(list));
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
}
