package io.freshet.jobs.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecordedRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParquetFormatTest extends RecordedFormatContract {
    private static final String IDS = "required binary user (STRING); required binary item (STRING); ";

    private final Path folder;

    ParquetFormatTest(@TempDir Path folder) {
        super(folder);
        this.folder = folder;
    }

    @Override
    void write(Path file, List<RecordedRow> rows) throws IOException {
        ParquetSample sample = new ParquetSample("optional binary user (STRING); optional binary item (STRING);"
                + " optional int64 timestamp_ms; optional double value;");
        rows.forEach(row -> sample.row(row.user(), row.item(), row.timestampMs(), row.value()));
        sample.write(file);
    }

    @Override
    String place(int row) {
        return "row " + row;
    }

    static Stream<Arguments> encodings() {
        return Stream.of("UNCOMPRESSED", "SNAPPY", "ZSTD", "GZIP")
                .flatMap(codec -> Stream.of(true, false).flatMap(dictionary -> Stream.of(WriterVersion.values())
                        .map(version -> Arguments.of(CompressionCodecName.valueOf(codec), dictionary, version))));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void everyUsualEncodingIsRead(CompressionCodecName codec, boolean dictionary, WriterVersion version)
            throws IOException {
        ParquetSample sample = new ParquetSample(IDS + "required int64 timestamp_ms; required double value;")
                .packed(codec)
                .dictionary(dictionary)
                .version(version)
                .rowsInAGroup(700);
        for (int i = 0; i < 2_000; i++) {
            sample.row("u" + i % 37, "i" + i * 31 % 1_009, 1_000L * i, (i % 11) / 2.0);
        }
        List<Interaction> events = read(sample.write(folder.resolve("in")), new InputOptions(5.0, 10_000));
        assertThat(events).hasSize(181);
        assertThat(events.get(180)).isEqualTo(Interaction.of("r1991", "u29", "i141", 1f, 1_990_000));
    }

    @Test
    void idsMayBeNumbers() throws IOException {
        ParquetSample sample = new ParquetSample(
                        "required int32 user; required int64 item; required int64 timestamp_ms; required float value;")
                .row(12, 34L, 56L, 0.7f);
        assertThat(read(sample.write(folder.resolve("in")), new InputOptions(0.7, 10)))
                .containsExactly(Interaction.of("r1", "12", "34", 1f, 56));
    }

    @ParameterizedTest
    @ValueSource(strings = {"int32", "int64"})
    void theValueMayBeAWholeNumber(String type) throws IOException {
        ParquetSample sample = new ParquetSample(IDS + "required int64 timestamp_ms; required " + type + " value;");
        boolean narrow = type.equals("int32");
        sample.row("a", "x", 1L, narrow ? (Object) 4 : (Object) 4L)
                .row("a", "y", 2L, narrow ? (Object) 3 : (Object) 3L);
        assertThat(read(sample.write(folder.resolve("in")), new InputOptions(4.0, 10)))
                .extracting(Interaction::eventId)
                .containsExactly("r1");
    }

    @ParameterizedTest
    @CsvSource({
        "'(TIMESTAMP(MILLIS,true))', 1574607600250",
        "'(TIMESTAMP(MICROS,true))', 1574607600250999",
        "'(TIMESTAMP(MICROS,false))', 1574607600250999",
        "'(TIMESTAMP(NANOS,true))', 1574607600250999999",
        "'(INTEGER(64,true))', 1574607600250"
    })
    void timesOfEveryUnitBecomeMilliseconds(String meaning, long written) throws IOException {
        ParquetSample sample =
                new ParquetSample(IDS + "required int64 timestamp_ms " + meaning + ";").row("a", "x", written);
        assertThat(read(sample.write(folder.resolve("in")), InputOptions.everything()))
                .containsExactly(Interaction.of("r1", "a", "x", 1f, 1_574_607_600_250L));
    }

    @Test
    void timesAsOlderSparkWritesThemAreUnderstood() throws IOException {
        // 2019-11-24T15:00:00.250Z: Julian day 2458812, 15 h and 250 ms into it
        byte[] time = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong((15 * 3_600_000L + 250) * 1_000_000)
                .putInt(2_458_812)
                .array();
        ParquetSample sample = new ParquetSample(IDS + "required int96 timestamp_ms;").row("a", "x", time);
        assertThat(read(sample.write(folder.resolve("in")), InputOptions.everything()))
                .containsExactly(Interaction.of("r1", "a", "x", 1f, 1_574_607_600_250L));
    }

    @Test
    void columnsAreFoundByNameAndOthersPassedOver() throws IOException {
        ParquetSample sample = new ParquetSample(
                        "required int64 timestamp_ms; optional binary note (STRING); required binary item; required"
                                + " binary user;")
                .row(7L, null, "tea", "ann");
        assertThat(read(sample.write(folder.resolve("in")), InputOptions.everything()))
                .containsExactly(Interaction.of("r1", "ann", "tea", 1f, 7));
    }

    @Test
    void aMinimumNeedsAValue() throws IOException {
        Path file = new ParquetSample(IDS + "required int64 timestamp_ms;")
                .row("a", "x", 1L)
                .write(folder.resolve("in"));
        assertThatThrownBy(() -> read(file, new InputOptions(4.0, 10)))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "minimum value 4.0 needs a column 'value', and " + file + " has none: leave the minimum out");
    }

    @Test
    void aRowWithoutAValueIsBelowEveryMinimum() throws IOException {
        Path file = file(new RecordedRow(null, "a", "x", 1L, null), row("a", "y", 2, -5));
        assertThat(read(file, new InputOptions(-100.0, 10)))
                .extracting(Interaction::eventId)
                .containsExactly("r2");
    }

    @Test
    void whatIsNoRecordedStreamIsToldInOneLine() throws IOException {
        refused(
                "required binary user (STRING); required int64 timestamp_ms;",
                " has no column 'item': give a file with the columns user, item, timestamp_ms and perhaps value");
        refused(
                "required binary who (STRING);",
                " has no column 'user': give a file with the columns user, item, timestamp_ms and perhaps value");
        refused(
                IDS + "required int32 timestamp_ms (DATE);",
                " has the column 'required int32 timestamp_ms (DATE)': give it as 64-bit milliseconds or a timestamp");
        refused(
                "required double user; required binary item; required int64 timestamp_ms;",
                " has the column 'required double user': give it as text or whole numbers");
        refused(
                "repeated binary user; required binary item; required int64 timestamp_ms;",
                " has the column 'repeated binary user': give it as text or whole numbers");
        refused(
                IDS + "required int64 timestamp_ms; optional int64 value (DECIMAL(9,2));",
                " has the column 'optional int64 value (DECIMAL(9,2))': give it as a double, a float or whole numbers");
    }

    private void refused(String columns, String message) throws IOException {
        Path file = new ParquetSample(columns).write(folder.resolve("other"));
        assertThatThrownBy(() -> read(file, InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessage(file + message);
    }

    @Test
    void anotherCompressionIsRefusedWithThoseThatAreRead() throws IOException {
        Path file = new ParquetSample(IDS + "required int64 timestamp_ms;")
                .packed(CompressionCodecName.LZ4_RAW)
                .row("a", "x", 1L)
                .write(folder.resolve("in"));
        assertThatThrownBy(() -> read(file, InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessage(file + " is compressed with LZ4_RAW: write it with snappy, zstd, gzip or no compression");
    }

    static Stream<Arguments> packedEncodings() {
        return encodings().filter(encoding -> encoding.get()[0] != CompressionCodecName.UNCOMPRESSED);
    }

    @ParameterizedTest
    @MethodSource("packedEncodings")
    void aDamagedPageIsToldInOneLine(CompressionCodecName codec, boolean dictionary, WriterVersion version)
            throws IOException {
        ParquetSample sample = new ParquetSample(IDS + "required int64 timestamp_ms; required double value;")
                .packed(codec)
                .dictionary(dictionary)
                .version(version)
                .damagedPages();
        for (int i = 0; i < 50; i++) {
            sample.row("u" + i % 37, "i" + i * 31 % 1_009, 1_000L * i, (i % 11) / 2.0);
        }
        Path file = sample.write(folder.resolve("in"));
        assertThatThrownBy(() -> read(file, InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file + " breaks off behind row 0 (")
                .hasMessageEndingWith("): fetch it anew")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aTruncatedFileIsToldInOneLine() throws IOException {
        byte[] whole = Files.readAllBytes(file(row("a", "x", 1, 1), row("b", "y", 2, 1)));
        Path file = Files.write(folder.resolve("broken"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> read(file, InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("cannot read " + file + " (no sound Parquet file: ");
    }

    @Test
    void aGzippedFileIsToldToBeUnpacked() throws IOException {
        Path plain = file(row("a", "x", 1, 2));
        Path packed = folder.resolve("packed");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(plain, out);
        }
        assertThatThrownBy(() -> read(packed, InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        packed + " is a gzipped Parquet file, which can only be read from its end: unpack it first");
    }
}
