package io.freshet.jobs.export;

import io.freshet.schemas.Interaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * Rows that are written to the file as one group of columns. Goes to the columns directly, because the record writer of
 * parquet-hadoop needs Hadoop's classes.
 */
final class ParquetRowGroup implements AutoCloseable {
    private static final int PRESENT = 1;
    private static final int ABSENT = 0;
    private static final int NOT_REPEATED = 0;

    private final ColumnChunkPageWriteStore pages;
    private final ColumnWriteStore columns;
    private final List<ColumnWriter> writers = new ArrayList<>();
    private long rows;

    ParquetRowGroup(MessageType schema, int truncatedStatistics) {
        HeapByteBufferAllocator allocator = new HeapByteBufferAllocator();
        ParquetProperties properties =
                ParquetProperties.builder().withAllocator(allocator).build();
        pages = new ColumnChunkPageWriteStore(new PageCompressor(), schema, allocator, truncatedStatistics, true);
        columns = properties.newColumnWriteStore(schema, pages);
        schema.getColumns().forEach(column -> writers.add(columns.getColumnWriter(column)));
    }

    void add(Interaction event, double label, double[] features) {
        Iterator<ColumnWriter> next = writers.iterator();
        text(next.next(), event.eventId());
        text(next.next(), event.userId());
        text(next.next(), event.itemId());
        next.next().write(event.eventTimeMs(), NOT_REPEATED, ABSENT);
        text(next.next(), event.type());
        number(next.next(), label);
        for (double feature : features) {
            number(next.next(), feature);
        }
        columns.endRecord();
        rows++;
    }

    /** Of a column that must be there, the level of definition is always 0. */
    private static void text(ColumnWriter column, String value) {
        column.write(Binary.fromString(value), NOT_REPEATED, ABSENT);
    }

    private static void number(ColumnWriter column, double value) {
        if (Double.isNaN(value)) {
            column.writeNull(NOT_REPEATED, ABSENT);
        } else {
            column.write(value, NOT_REPEATED, PRESENT);
        }
    }

    long rows() {
        return rows;
    }

    /** Bytes of memory that the rows take, packed or not. */
    long bytes() {
        return columns.getBufferedSize();
    }

    void writeTo(ParquetFileWriter file) throws IOException {
        columns.flush();
        file.startBlock(rows);
        pages.flushToFileWriter(file);
        file.endBlock();
    }

    @Override
    public void close() {
        columns.close();
        pages.close();
    }
}
