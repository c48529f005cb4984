package io.freshet.jobs.input;

import io.freshet.schemas.RecordedFile;
import io.freshet.schemas.RecordedRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Rows of an Avro object container file. */
final class AvroRows implements RowReader {
    private final RecordedFile records;
    private long number;

    private AvroRows(RecordedFile records) {
        this.records = records;
    }

    /** @throws InputException if the file's records are no recorded stream */
    static AvroRows open(Path file, InputStream in) throws IOException {
        try {
            return new AvroRows(RecordedFile.open(in));
        } catch (IllegalArgumentException e) {
            throw new InputException(file + " " + e.getMessage(), e);
        }
    }

    @Override
    public boolean read(Row row) throws IOException, DamagedRowException {
        RecordedRow next = records.next();
        if (next == null) {
            return false;
        }
        number++;
        row.take(next);
        return true;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public String place() {
        return "row " + number;
    }

    @Override
    public boolean hasValues() {
        return records.hasValues();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
