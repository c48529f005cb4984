package io.freshet.jobs.export;

import io.freshet.jobs.input.ParquetCodecs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file as text, for tests.
 *
 * @param groups row groups
 * @param rows cells of each row, empty for none
 */
record ParquetText(MessageType schema, int groups, List<List<String>> rows) {

    static ParquetText read(Path file) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new ParquetCodecs())
                .build();
        try (ParquetFileReader reader = new ParquetFileReader(new LocalInputFile(file), options)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            List<List<String>> rows = new ArrayList<>();
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                ColumnReadStoreImpl columns = new ColumnReadStoreImpl(
                        pages, new DummyRecordConverter(schema).getRootConverter(), schema, "freshet");
                addRows(columns, schema, (int) pages.getRowCount(), rows);
            }
            return new ParquetText(schema, reader.getRowGroups().size(), rows);
        }
    }

    private static void addRows(ColumnReadStoreImpl columns, MessageType schema, int count, List<List<String>> rows) {
        int first = rows.size();
        for (int row = 0; row < count; row++) {
            rows.add(new ArrayList<>());
        }
        for (ColumnDescriptor column : schema.getColumns()) {
            ColumnReader values = columns.getColumnReader(column);
            for (int row = 0; row < count; row++) {
                boolean present = values.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel();
                rows.get(first + row).add(present ? text(column, values) : "");
                values.consume();
            }
        }
    }

    private static String text(ColumnDescriptor column, ColumnReader values) {
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case BINARY -> values.getBinary().toStringUsingUTF8();
            case INT64 -> String.valueOf(values.getLong());
            default -> String.valueOf(values.getDouble());
        };
    }
}
