package io.freshet.jobs.export;

import io.freshet.jobs.input.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Form of a training set's file, told by its name. */
enum Format {
    CSV,
    CSV_GZ,
    PARQUET;

    /** @throws InputException if the name tells none */
    static Format of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet")) {
            return PARQUET;
        }
        if (name.endsWith(".csv")) {
            return CSV;
        }
        if (name.endsWith(".csv.gz")) {
            return CSV_GZ;
        }
        throw new InputException(file + " tells no format by its name: end it with .parquet, .csv or .csv.gz");
    }

    RowWriter open(Path file, List<String> features) throws IOException {
        return switch (this) {
            case CSV -> CsvWriter.open(file, false, features);
            case CSV_GZ -> CsvWriter.open(file, true, features);
            case PARQUET -> ParquetWriter.open(file, features);
        };
    }
}
