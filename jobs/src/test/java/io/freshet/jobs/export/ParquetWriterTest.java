package io.freshet.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Interaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParquetWriterTest {
    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenIsReadAgainWithItsGaps() throws IOException {
        Path file = directory.resolve("a.parquet");
        try (ParquetWriter out = ParquetWriter.open(file, List.of("f1", "f2"))) {
            out.write(Interaction.of("e1", "Zoë", "tea", 1, 1000), 4.5, new double[] {0, Double.NaN});
            out.write(Interaction.of("e2", "bob", "pot", 1, 2000), Double.NaN, new double[] {-1e-300, 0.1});
        }

        ParquetText found = ParquetText.read(file);
        assertThat(found.schema().getColumns())
                .extracting(column -> column.getPath()[0])
                .containsExactly("event_id", "user", "item", "timestamp_ms", "type", "label", "f1", "f2");
        assertThat(found.rows())
                .containsExactly(
                        List.of("e1", "Zoë", "tea", "1000", "interaction", "4.5", "0.0", ""),
                        List.of("e2", "bob", "pot", "2000", "interaction", "", "-1.0E-300", "0.1"));
    }

    @Test
    void severalRowGroupsHoldAllRowsInTheirOrder() throws IOException {
        Path file = directory.resolve("b.parquet");
        SplittableRandom random = new SplittableRandom(1);
        try (ParquetWriter out = ParquetWriter.open(file, List.of("f"), 20_000)) {
            for (int i = 0; i < 5_500; i++) {
                out.write(Interaction.of("e" + i, "u", "i", 1, i), i, new double[] {random.nextDouble()});
            }
        }

        ParquetText found = ParquetText.read(file);
        assertThat(found.groups()).isGreaterThan(3);
        assertThat(found.rows()).hasSize(5_500);
        for (int i = 0; i < 5_500; i++) {
            assertThat(found.rows().get(i).get(0)).isEqualTo("e" + i);
        }
    }
}
