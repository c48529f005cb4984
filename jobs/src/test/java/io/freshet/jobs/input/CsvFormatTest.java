package io.freshet.jobs.input;

import io.freshet.schemas.RecordedRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;

final class CsvFormatTest extends RecordedFormatContract {

    CsvFormatTest(@TempDir Path folder) {
        super(folder);
    }

    @Override
    void write(Path file, List<RecordedRow> rows) throws IOException {
        StringBuilder text = new StringBuilder("user,item,timestamp_ms,value\n");
        for (RecordedRow row : rows) {
            text.append(Objects.toString(row.user(), "")).append(',');
            text.append(Objects.toString(row.item(), "")).append(',');
            text.append(Objects.toString(row.timestampMs(), "")).append(',');
            text.append(Objects.toString(row.value(), "")).append('\n');
        }
        Files.writeString(file, text);
    }

    @Override
    String place(int row) {
        return "line " + (row + 1);
    }
}
