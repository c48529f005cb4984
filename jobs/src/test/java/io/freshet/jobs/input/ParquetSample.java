package io.freshet.jobs.input;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/** A small Parquet file to be written, column by column, without Hadoop. */
final class ParquetSample {
    private static final int PAGE_BYTES = 4_096;
    private static final int TRUNCATED_STATISTICS = 64;

    private final MessageType schema;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private CompressionCodecName codec = CompressionCodecName.UNCOMPRESSED;
    private boolean dictionary = true;
    private ParquetProperties.WriterVersion version = ParquetProperties.WriterVersion.PARQUET_1_0;
    private int rowsInAGroup = 10_000;
    private boolean damaged;

    /** @param columns as in a Parquet schema's braces */
    ParquetSample(String columns) {
        this.schema = MessageTypeParser.parseMessageType("message row { " + columns + " }");
    }

    /** Strings, byte arrays and numbers in the order of the columns; null where there is none. */
    ParquetSample row(@Nullable Object... values) {
        rows.add(values);
        return this;
    }

    ParquetSample packed(CompressionCodecName with) {
        codec = with;
        return this;
    }

    ParquetSample dictionary(boolean wanted) {
        dictionary = wanted;
        return this;
    }

    ParquetSample version(ParquetProperties.WriterVersion wanted) {
        version = wanted;
        return this;
    }

    ParquetSample rowsInAGroup(int most) {
        rowsInAGroup = most;
        return this;
    }

    /** Overwrites the beginning of every page, once it is packed. */
    ParquetSample damagedPages() {
        damaged = true;
        return this;
    }

    Path write(Path file) throws IOException {
        Files.deleteIfExists(file);
        try (ParquetFileWriter out = new ParquetFileWriter(
                new LocalOutputFile(file),
                schema,
                ParquetFileWriter.Mode.CREATE,
                1 << 20,
                0,
                TRUNCATED_STATISTICS,
                TRUNCATED_STATISTICS,
                true)) {
            out.start();
            for (int from = 0; from < rows.size(); from += rowsInAGroup) {
                writeGroup(out, rows.subList(from, Math.min(from + rowsInAGroup, rows.size())));
            }
            out.end(Map.of());
        }
        return file;
    }

    private void writeGroup(ParquetFileWriter out, List<@Nullable Object[]> group) throws IOException {
        HeapByteBufferAllocator allocator = new HeapByteBufferAllocator();
        ParquetProperties properties = ParquetProperties.builder()
                .withDictionaryEncoding(dictionary)
                .withWriterVersion(version)
                .withPageSize(PAGE_BYTES)
                .withAllocator(allocator)
                .build();
        try (ColumnChunkPageWriteStore pages = new ColumnChunkPageWriteStore(
                        new Packing(codec, damaged), schema, allocator, TRUNCATED_STATISTICS, true);
                ColumnWriteStore columns = properties.newColumnWriteStore(schema, pages)) {
            RecordConsumer records = new ColumnIOFactory().getColumnIO(schema).getRecordWriter(columns);
            group.forEach(row -> write(records, row));
            records.flush();
            columns.flush();
            out.startBlock(group.size());
            pages.flushToFileWriter(out);
            out.endBlock();
        }
    }

    private void write(RecordConsumer records, @Nullable Object[] row) {
        records.startMessage();
        for (int i = 0; i < row.length; i++) {
            Object value = row[i];
            if (value != null) {
                String name = schema.getFieldName(i);
                records.startField(name, i);
                write(records, value);
                records.endField(name, i);
            }
        }
        records.endMessage();
    }

    private static void write(RecordConsumer records, Object value) {
        if (value instanceof String text) {
            records.addBinary(Binary.fromString(text));
        } else if (value instanceof byte[] bytes) {
            records.addBinary(Binary.fromConstantByteArray(bytes));
        } else if (value instanceof Integer number) {
            records.addInteger(number);
        } else if (value instanceof Long number) {
            records.addLong(number);
        } else if (value instanceof Float number) {
            records.addFloat(number);
        } else if (value instanceof Double number) {
            records.addDouble(number);
        } else {
            throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }

    private record Packing(CompressionCodecName codec, boolean damaged) implements BytesInputCompressor {

        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            byte[] packed = packed(page.toByteArray());
            if (damaged) {
                Arrays.fill(packed, 0, packed.length / 2, (byte) 0xff);
            }
            return BytesInput.from(packed);
        }

        private byte[] packed(byte[] plain) throws IOException {
            return switch (codec) {
                case SNAPPY -> Snappy.compress(plain);
                case ZSTD -> Zstd.compress(plain);
                case GZIP -> gzipped(plain);
                default -> plain;
            };
        }

        private static byte[] gzipped(byte[] plain) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(plain);
            }
            return bytes.toByteArray();
        }

        @Override
        public CompressionCodecName getCodecName() {
            return codec;
        }

        @Override
        public void release() {}
    }
}
