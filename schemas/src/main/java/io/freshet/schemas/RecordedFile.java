package io.freshet.schemas;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recorded stream from an Avro object container file: {@link Interaction}s of any release, or records with the
 * fields {@code user}, {@code item}, {@code timestamp_ms} and perhaps {@code value}. Fields are found by name, others are
 * passed over. For one thread; memory for one block of the file.
 */
public final class RecordedFile implements Closeable {
    /** Of those that Avro knows, the ones whose libraries come with Kafka or the JDK. */
    private static final Set<String> CODECS = Set.of(
            DataFileConstants.NULL_CODEC,
            DataFileConstants.DEFLATE_CODEC,
            DataFileConstants.SNAPPY_CODEC,
            DataFileConstants.ZSTANDARD_CODEC);

    private final DataFileStream<GenericRecord> records;
    private final RecordedFields fields;

    private RecordedFile(DataFileStream<GenericRecord> records, RecordedFields fields) {
        this.records = records;
        this.fields = fields;
    }

    /**
     * Reads the header of a file that is closed with this.
     *
     * @throws IllegalArgumentException if its records are no recorded stream: what is wrong and the remedy, without the
     *     file's name
     */
    public static RecordedFile open(InputStream in) throws IOException {
        DataFileStream<GenericRecord> records;
        try {
            records = new DataFileStream<>(in, new GenericDatumReader<>());
        } catch (AvroRuntimeException e) {
            throw new IOException("its header is not Avro's: " + e.getMessage(), e);
        }
        requireCodec(records.getMetaString(DataFileConstants.CODEC));
        Schema schema = records.getSchema();
        return new RecordedFile(records, RecordedFields.of(schema));
    }

    private static void requireCodec(@Nullable String codec) {
        if (codec != null && !CODECS.contains(codec)) {
            throw new IllegalArgumentException(
                    "is compressed with " + codec + ": write it with deflate, snappy or zstandard");
        }
    }

    /** Whether rows have a value at all. */
    public boolean hasValues() {
        return fields.hasValue();
    }

    /**
     * The next row, or null after the last one.
     *
     * @throws IOException if nothing behind the rows so far can be read
     */
    public @Nullable RecordedRow next() throws IOException {
        try {
            return hasNext() ? fields.row(records.next()) : null;
        } catch (AvroRuntimeException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IOException("the bytes do not follow their schema: " + e, e);
        }
    }

    /** Avro takes a file that is cut off within a block for one that ends; asked again, it has that block still. */
    private boolean hasNext() throws IOException {
        if (records.hasNext()) {
            return true;
        }
        if (records.hasNext()) {
            throw new EOFException("it ends within a block");
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
