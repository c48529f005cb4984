package io.freshet.jobs.export;

import io.freshet.schemas.Interaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Rows as Parquet, packed with zstd. Memory for one row group of about 32 MiB. Needs the Parquet libraries of the
 * launcher's {@code lib/}; the job jar has none.
 */
final class ParquetWriter implements RowWriter {
    private static final long GROUP_BYTES = 32L << 20;

    /** The size of a group is asked for now and then, since the answer goes through all columns. */
    private static final int ROWS_BETWEEN_CHECKS = 1_000;

    private static final int TRUNCATED_STATISTICS = 64;

    private final MessageType schema;
    private final ParquetFileWriter file;
    private final long groupBytes;
    private ParquetRowGroup group;

    private ParquetWriter(MessageType schema, ParquetFileWriter file, long groupBytes) {
        this.schema = schema;
        this.file = file;
        this.groupBytes = groupBytes;
        this.group = newGroup();
    }

    static ParquetWriter open(Path path, List<String> features) throws IOException {
        return open(path, features, GROUP_BYTES);
    }

    static ParquetWriter open(Path path, List<String> features, long groupBytes) throws IOException {
        MessageType schema = ParquetSchema.of(features);
        ParquetFileWriter file = new ParquetFileWriter(
                new LocalOutputFile(path),
                schema,
                ParquetFileWriter.Mode.OVERWRITE,
                groupBytes,
                0,
                TRUNCATED_STATISTICS,
                TRUNCATED_STATISTICS,
                true);
        file.start();
        return new ParquetWriter(schema, file, groupBytes);
    }

    private ParquetRowGroup newGroup() {
        return new ParquetRowGroup(schema, TRUNCATED_STATISTICS);
    }

    @Override
    public void write(Interaction event, double label, double[] features) throws IOException {
        group.add(event, label, features);
        if (group.rows() % ROWS_BETWEEN_CHECKS == 0 && group.bytes() > groupBytes) {
            flush();
            group = newGroup();
        }
    }

    private void flush() throws IOException {
        if (group.rows() > 0) {
            group.writeTo(file);
        }
        group.close();
    }

    /** After a failed write this fails too, or leaves a file that its owner throws away. */
    @Override
    public void close() throws IOException {
        try (file) {
            flush();
            file.end(Map.of());
        }
    }
}
