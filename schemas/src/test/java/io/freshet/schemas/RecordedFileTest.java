package io.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordedFileTest {
    private static final String TEXT = "\"string\"";
    private static final String LONG = "\"long\"";
    private static final String DOUBLE = "\"double\"";

    @Test
    void interactionsOfEveryReleaseKeepTheirIdsAndTheirWeightIsTheValue() throws IOException {
        Interaction interaction = Samples.INTERACTION;
        List<Schema> schemas = new ArrayList<>(Schemas.released("Interaction"));
        schemas.add(Schemas.current("Interaction"));
        for (Schema schema : schemas) {
            byte[] file = file(schema, Codec.interaction().toAvro(interaction));
            assertThat(read(file))
                    .containsExactly(new RecordedRow(
                            interaction.eventId(),
                            interaction.userId(),
                            interaction.itemId(),
                            interaction.eventTimeMs(),
                            2.5,
                            interaction.type()));
        }
    }

    @Test
    void fieldsAreFoundByNameAndOthersPassedOver() throws IOException {
        Schema schema = record("note", TEXT, "value", DOUBLE, "item", TEXT, "timestamp_ms", LONG, "user", TEXT);
        assertThat(read(file(schema, row(schema, "x", 4.5, "tea", 7L, "ann"))))
                .containsExactly(new RecordedRow(null, "ann", "tea", 7L, 4.5));
    }

    @Test
    void idsMayBeNumbersAndTheValueOfAnyKindOrNone() throws IOException {
        Schema whole = record("user", LONG, "item", "\"int\"", "timestamp_ms", LONG, "value", "\"int\"");
        assertThat(read(file(whole, row(whole, 12L, 34, 7L, 5))))
                .containsExactly(new RecordedRow(null, "12", "34", 7L, 5.0));
        Schema narrow = record("user", TEXT, "item", TEXT, "timestamp_ms", LONG, "value", "\"float\"");
        assertThat(read(file(narrow, row(narrow, "a", "b", 7L, 0.7f))))
                .containsExactly(new RecordedRow(null, "a", "b", 7L, 0.7));
        Schema none = record("user", TEXT, "item", TEXT, "timestamp_ms", LONG);
        assertThat(read(file(none, row(none, "a", "b", 7L))))
                .containsExactly(new RecordedRow(null, "a", "b", 7L, null));
    }

    @Test
    void onlyAFileWithAFieldForItHasValues() throws IOException {
        assertThat(open(file(record("user", TEXT, "item", TEXT, "timestamp_ms", LONG)))
                        .hasValues())
                .isFalse();
        assertThat(open(file(record("user", TEXT, "item", TEXT, "timestamp_ms", LONG, "value", DOUBLE)))
                        .hasValues())
                .isTrue();
    }

    @Test
    void whatAUnionLeavesOutIsNull() throws IOException {
        String maybe = "[\"null\", \"string\"]";
        Schema schema = record(
                "user", maybe, "item", maybe, "timestamp_ms", "[\"null\", \"long\"]", "value", "[\"double\",\"null\"]");
        assertThat(read(file(schema, row(schema, "a", "b", 7L, 1.0), row(schema, null, null, null, null))))
                .containsExactly(
                        new RecordedRow(null, "a", "b", 7L, 1.0), new RecordedRow(null, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp-millis, 1574607600250, 1574607600250",
        "timestamp-micros, 1574607600250999, 1574607600250",
        "local-timestamp-micros, 1574607600250999, 1574607600250",
        "timestamp-nanos, 1574607600250999999, 1574607600250",
        "timestamp-micros, -1, -1"
    })
    void timesOfEveryUnitBecomeMilliseconds(String unit, long written, long millis) throws IOException {
        Schema schema = record(
                "user",
                TEXT,
                "item",
                TEXT,
                "timestamp_ms",
                "{\"type\": \"long\", \"logicalType\": \"" + unit + "\"}",
                "value",
                DOUBLE);
        assertThat(read(file(schema, row(schema, "a", "b", written, 1.0))))
                .containsExactly(new RecordedRow(null, "a", "b", millis, 1.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate"})
    void packedBlocksAreUnpacked(String codec) throws IOException {
        Schema schema = record("user", TEXT, "item", TEXT, "timestamp_ms", LONG, "value", DOUBLE);
        byte[] file = file(CodecFactory.fromString(codec), schema, row(schema, "a", "b", 7L, 1.0));
        assertThat(read(file)).containsExactly(new RecordedRow(null, "a", "b", 7L, 1.0));
    }

    @Test
    void theTypeIsTakenWhereItIsText() throws IOException {
        Schema text = record("user", TEXT, "item", TEXT, "timestamp_ms", LONG, "type", TEXT);
        assertThat(read(file(text, row(text, "a", "b", 7L, "view"))))
                .containsExactly(new RecordedRow(null, "a", "b", 7L, null, "view"));
        Schema number = record("user", TEXT, "item", TEXT, "timestamp_ms", LONG, "type", LONG);
        assertThat(read(file(number, row(number, "a", "b", 7L, 3L))))
                .containsExactly(new RecordedRow(null, "a", "b", 7L, null));
    }

    @Test
    void aFileOfSomethingElseIsRefusedWithWhatIsMissing() {
        assertThatThrownBy(() -> open(file(record("user", TEXT, "timestamp_ms", LONG))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has records Row without a field 'item': give Interactions, or the fields user, item,"
                        + " timestamp_ms and perhaps value");
        assertThatThrownBy(() -> open(file(record("user", TEXT, "item", DOUBLE, "timestamp_ms", LONG))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has a field 'item' of type double: give it as int, long, string");
        assertThatThrownBy(() -> open(file(new Schema.Parser().parse("\"string\""))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("holds strings: give a file of records");
    }

    @Test
    void aCodecWhoseLibraryNeedNotBeThereIsRefused() throws IOException {
        Schema schema = record("user", TEXT, "item", TEXT, "timestamp_ms", LONG, "value", DOUBLE);
        byte[] file = file(CodecFactory.bzip2Codec(), schema, row(schema, "a", "b", 7L, 1.0));
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is compressed with bzip2: write it with deflate, snappy or zstandard");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate"})
    void aTruncatedFileYieldsTheRowsBeforeTheBreakAndIsToldWhereverItIsCut(String codec) throws IOException {
        Schema schema = record("user", TEXT, "item", TEXT, "timestamp_ms", LONG, "value", DOUBLE);
        GenericRecord[] rows = new GenericRecord[20_000];
        Arrays.setAll(rows, i -> row(schema, "u" + i, "i" + i, (long) i, 1.0));
        byte[] whole = file(CodecFactory.fromString(codec), schema, rows);
        for (int percent = 50; percent < 100; percent += 7) {
            List<RecordedRow> before = new ArrayList<>();
            byte[] part = Arrays.copyOf(whole, whole.length / 100 * percent);
            assertThatThrownBy(() -> readInto(before, part)).isInstanceOf(IOException.class);
            assertThat(before).hasSizeBetween(1_000, 19_999);
            assertThat(before.get(999)).isEqualTo(new RecordedRow(null, "u999", "i999", 999L, 1.0));
        }
    }

    private static List<RecordedRow> read(byte[] content) throws IOException {
        List<RecordedRow> rows = new ArrayList<>();
        readInto(rows, content);
        return rows;
    }

    private static void readInto(List<RecordedRow> rows, byte[] content) throws IOException {
        try (RecordedFile file = open(content)) {
            for (RecordedRow row = file.next(); row != null; row = file.next()) {
                rows.add(row);
            }
        }
    }

    private static RecordedFile open(byte[] content) throws IOException {
        return RecordedFile.open(new ByteArrayInputStream(content));
    }

    private static Schema record(String... namesAndTypes) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            fields.append(i == 0 ? "" : ",")
                    .append("{\"name\": \"" + namesAndTypes[i] + "\", \"type\": " + namesAndTypes[i + 1] + "}");
        }
        return new Schema.Parser().parse("{\"type\": \"record\", \"name\": \"Row\", \"fields\": [" + fields + "]}");
    }

    private static GenericRecord row(Schema schema, @Nullable Object... values) {
        GenericData.Record row = new GenericData.Record(schema);
        for (int i = 0; i < values.length; i++) {
            row.put(i, values[i]);
        }
        return row;
    }

    private static byte[] file(Schema schema, GenericRecord... rows) throws IOException {
        return file(CodecFactory.nullCodec(), schema, rows);
    }

    private static byte[] file(CodecFactory codec, Schema schema, GenericRecord... rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer =
                new DataFileWriter<GenericRecord>(new GenericDatumWriter<>()).setCodec(codec)) {
            writer.create(schema, bytes);
            for (GenericRecord row : rows) {
                writer.append(row);
            }
        }
        return bytes.toByteArray();
    }
}
