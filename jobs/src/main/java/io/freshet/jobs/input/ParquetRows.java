package io.freshet.jobs.input;

import io.freshet.schemas.RecordedRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a Parquet file with the columns of the CSV, of which value and type may be missing. For one thread; memory for those
 * columns of one row group.
 *
 * <p>Needs the Parquet libraries of the launcher's {@code lib/}; the job jar has none. Columns are read without the
 * record classes of parquet-hadoop, which need Hadoop's.
 */
final class ParquetRows implements RowReader {
    private final ParquetFileReader file;
    private final MessageType schema;
    private final ParquetColumn user;
    private final ParquetColumn item;
    private final ParquetColumn time;
    private final @Nullable ParquetColumn value;
    private final @Nullable ParquetColumn type;
    private final @Nullable ParquetColumn list;
    private long leftInGroup;
    private long number;

    private ParquetRows(ParquetFileReader file, MessageType schema) throws DamagedRowException {
        this.file = file;
        this.schema = schema;
        this.user = ParquetColumn.id(schema, CsvRows.USER);
        this.item = ParquetColumn.id(schema, CsvRows.ITEM);
        this.time = ParquetColumn.time(schema, CsvRows.TIMESTAMP);
        this.value = schema.containsField(CsvRows.VALUE) ? ParquetColumn.number(schema, CsvRows.VALUE) : null;
        this.type = schema.containsField(CsvRows.TYPE) ? ParquetColumn.id(schema, CsvRows.TYPE) : null;
        this.list = schema.containsField(CsvRows.LIST) ? ParquetColumn.id(schema, CsvRows.LIST) : null;
    }

    /** @throws InputException if the columns are no recorded stream */
    static ParquetRows open(Path path) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new ParquetCodecs())
                .build();
        ParquetFileReader file = open(path, options);
        try {
            return of(file);
        } catch (DamagedRowException e) {
            file.close();
            throw new InputException(path + " " + e.getMessage(), e);
        } catch (RuntimeException e) {
            file.close();
            throw unsound(e);
        }
    }

    private static ParquetRows of(ParquetFileReader file) throws DamagedRowException {
        MessageType schema = projection(file.getFileMetaData().getSchema());
        ParquetRows rows = new ParquetRows(file, schema);
        file.setRequestedSchema(schema);
        requireCodecs(file);
        return rows;
    }

    private static ParquetFileReader open(Path path, ParquetReadOptions options) throws IOException {
        try {
            return new ParquetFileReader(new LocalInputFile(path), options);
        } catch (RuntimeException e) {
            throw unsound(e);
        }
    }

    private static IOException unsound(RuntimeException e) {
        return new IOException("no sound Parquet file: " + e.getMessage(), e);
    }

    private static void requireCodecs(ParquetFileReader file) throws DamagedRowException {
        for (BlockMetaData group : file.getRowGroups()) {
            for (ColumnChunkMetaData chunk : group.getColumns()) {
                if (!ParquetCodecs.knows(chunk.getCodec())) {
                    throw new DamagedRowException("is compressed with " + chunk.getCodec()
                            + ": write it with snappy, zstd, gzip or no compression");
                }
            }
        }
    }

    private static MessageType projection(MessageType whole) {
        List<Type> wanted = new ArrayList<>();
        Stream.of(CsvRows.USER, CsvRows.ITEM, CsvRows.TIMESTAMP, CsvRows.VALUE)
                .filter(whole::containsField)
                .forEach(name -> wanted.add(whole.getType(name)));
        Stream.of(CsvRows.TYPE, CsvRows.LIST)
                .filter(name -> whole.containsField(name) && ParquetColumn.isText(whole.getType(name)))
                .forEach(name -> wanted.add(whole.getType(name)));
        return new MessageType(whole.getName(), wanted);
    }

    @Override
    public boolean read(Row row) throws IOException, DamagedRowException {
        RecordedRow next = next();
        if (next == null) {
            return false;
        }
        row.take(next);
        return true;
    }

    private @Nullable RecordedRow next() throws IOException {
        try {
            while (leftInGroup == 0) {
                if (!openGroup()) {
                    return null;
                }
            }
            RecordedRow next = new RecordedRow(
                    null,
                    user.text(),
                    item.text(),
                    time.millis(),
                    value == null ? null : value.number(),
                    type == null ? null : type.text(),
                    list == null ? null : list.text());
            leftInGroup--;
            number++;
            return next;
        } catch (RuntimeException e) {
            // at damaged bytes codecs and decoders throw whatever they come upon
            throw unsound(e);
        }
    }

    private boolean openGroup() throws IOException {
        PageReadStore pages = file.readNextRowGroup();
        if (pages == null) {
            return false;
        }
        ColumnReadStore columns = new ColumnReadStoreImpl(
                pages,
                new DummyRecordConverter(schema).getRootConverter(),
                schema,
                file.getFileMetaData().getCreatedBy());
        user.readFrom(columns);
        item.readFrom(columns);
        time.readFrom(columns);
        if (value != null) {
            value.readFrom(columns);
        }
        if (type != null) {
            type.readFrom(columns);
        }
        if (list != null) {
            list.readFrom(columns);
        }
        leftInGroup = pages.getRowCount();
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
        return value != null;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
