package io.freshet.jobs.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecordedRow;
import io.freshet.schemas.Schemas;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AvroFormatTest extends RecordedFormatContract {
    private static final String MAYBE = "{\"name\": \"%s\", \"type\": [\"null\", \"%s\"]}";
    private static final Schema ROW = record(
            MAYBE.formatted("user", "string"),
            MAYBE.formatted("item", "string"),
            MAYBE.formatted("timestamp_ms", "long"),
            MAYBE.formatted("value", "double"));

    private final Path folder;

    AvroFormatTest(@TempDir Path folder) {
        super(folder);
        this.folder = folder;
    }

    @Override
    void write(Path file, List<RecordedRow> rows) throws IOException {
        write(
                file,
                CodecFactory.nullCodec(),
                ROW,
                rows.stream().map(AvroFormatTest::avro).toList());
    }

    @Override
    String place(int row) {
        return "row " + row;
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "snappy", "zstandard"})
    void everyUsualCodecIsUnpacked(String codec) throws IOException {
        Path file = folder.resolve("packed");
        write(file, CodecFactory.fromString(codec), ROW, List.of(avro(row("a", "x", 1, 2))));
        assertThat(read(file, InputOptions.everything())).containsExactly(Interaction.of("r1", "a", "x", 1f, 1));
    }

    @Test
    void aFileMayBeGzippedAsAWhole() throws IOException {
        Path plain = file(row("a", "x", 1, 2));
        Path packed = folder.resolve("events.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(plain, out);
        }
        assertThat(read(packed, InputOptions.everything())).containsExactly(Interaction.of("r1", "a", "x", 1f, 1));
    }

    @Test
    void interactionsKeepTheirIdAndTypeAreFilteredByWeightAndWeighTheSame() throws IOException {
        Path file = interactions(
                interaction("e-1", "ann", "tea", 0.7f, 1000),
                interaction("e-2", "bob", "pot", 0.6f, 2000),
                interaction("e-3", "ann", "cup", 5f, 3000));
        assertThat(read(file, new InputOptions(0.7, 10)))
                .containsExactly(
                        new Interaction("e-1", "ann", "tea", "view", 1f, 1000, null, null, Map.of()),
                        new Interaction("e-3", "ann", "cup", "view", 1f, 3000, null, null, Map.of()));
    }

    @Test
    void aSecondInteractionOfAUserWithTheSameIdIsPassedOverAndCounted() throws IOException {
        Path file = interactions(
                interaction("e-1", "ann", "tea", 1, 1000),
                interaction("e-1", "bob", "pot", 1, 2000),
                interaction("e-1", "ann", "tea", 1, 3000));
        try (InteractionStream stream = InteractionFiles.open(file, InputOptions.everything())) {
            assertThat(drain(stream)).extracting(Interaction::userId).containsExactly("ann", "bob");
            assertThat(stream.duplicates()).isEqualTo(1);
            assertThat(stream.damagedRows()).isZero();
        }
    }

    @Test
    void aMinimumNeedsAValue() throws IOException {
        Schema schema = record(
                MAYBE.formatted("user", "string"),
                MAYBE.formatted("item", "string"),
                MAYBE.formatted("timestamp_ms", "long"));
        Path file = folder.resolve("without");
        write(file, CodecFactory.nullCodec(), schema, List.of(avro(schema, "a", "x", 1L)));
        assertThat(read(file, InputOptions.everything())).hasSize(1);
        assertThatThrownBy(() -> read(file, new InputOptions(4.0, 10)))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "minimum value 4.0 needs a column 'value', and " + file + " has none: leave the minimum out");
    }

    @Test
    void aRowWithoutAValueIsBelowEveryMinimum() throws IOException {
        Path file = file(new RecordedRow(null, "a", "x", 1L, null), row("a", "y", 2, -5));
        assertThat(read(file, InputOptions.everything())).hasSize(2);
        assertThat(read(file, new InputOptions(-100.0, 10)))
                .extracting(Interaction::eventId)
                .containsExactly("r2");
    }

    @Test
    void whatIsNoRecordedStreamIsToldInOneLine() throws IOException {
        Schema schema = record(MAYBE.formatted("user", "string"));
        Path other = folder.resolve("other");
        write(other, CodecFactory.nullCodec(), schema, List.of(avro(schema, "a")));
        assertThatThrownBy(() -> read(other, InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(other + " has records Row without a field 'item': give Interactions,");
        Path broken = Files.write(folder.resolve("broken"), new byte[] {'O', 'b', 'j', 1, 9, 9, 9});
        assertThatThrownBy(() -> read(broken, InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("cannot read " + broken + " (");
    }

    private Path interactions(GenericRecord... records) throws IOException {
        Path file = folder.resolve("interactions");
        write(file, CodecFactory.nullCodec(), records[0].getSchema(), List.of(records));
        return file;
    }

    private static GenericRecord interaction(String id, String user, String item, float weight, long timeMs) {
        Schema schema = new Schema.Parser().parse(Schemas.json("Interaction"));
        return avro(schema, id, user, item, "view", weight, timeMs, null, null, Map.of());
    }

    private static GenericRecord avro(RecordedRow row) {
        return avro(ROW, row.user(), row.item(), row.timestampMs(), row.value());
    }

    private static GenericRecord avro(Schema schema, @Nullable Object... values) {
        GenericRecord record = new GenericData.Record(schema);
        for (int i = 0; i < values.length; i++) {
            record.put(i, values[i]);
        }
        return record;
    }

    private static Schema record(String... fields) {
        return new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"Row\", \"fields\": [" + String.join(",", fields) + "]}");
    }

    private static void write(Path file, CodecFactory codec, Schema schema, List<GenericRecord> records)
            throws IOException {
        try (DataFileWriter<GenericRecord> writer =
                new DataFileWriter<GenericRecord>(new GenericDatumWriter<>()).setCodec(codec)) {
            writer.create(schema, file.toFile());
            for (GenericRecord record : records) {
                writer.append(record);
            }
        }
    }
}
