package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.simd.KernelProvider;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmbeddingTableTest {
    private static final int DIMENSION = 64;

    @Test
    void aRemovedItemsRowGoesToTheNextNewOneAndStartsFromZero() {
        EmbeddingTable table = table(3, EnumSet.of(ScanFormat.FLOAT32));
        table.vectors().write(1, filled(7f), 0, 5f);
        table.biasAccumulator(1, 3f);
        table.changed(1, 2f);

        assertThat(table.remove(1)).isEqualTo(1);
        assertThat(table.remove(1)).isEqualTo(ItemIndex.UNKNOWN);
        assertThat(table.index().size()).isEqualTo(2);
        assertThat(table.index().places()).isEqualTo(3);
        assertThat(table.index().isUsed(1)).isFalse();
        assertThat(best(table, filled(1f))).containsExactly(0, 2);

        assertThat(table.add(100, "new")).isEqualTo(1);
        assertThat(table.index().row(100)).isEqualTo(1);
        assertThat(table.index().row(1)).isEqualTo(ItemIndex.UNKNOWN);
        assertThat(table.vectors().chunk(1)[table.vectors().offset(1)]).isZero();
        assertThat(table.vectors().accumulator(1)).isZero();
        assertThat(table.biasAccumulator(1)).isZero();
        assertThat(best(table, filled(1f))).containsExactly(0, 2);

        table.changed(1, 0f);
        assertThat(table.bias(1)).isZero();
        assertThat(best(table, filled(1f))).containsExactly(0, 1, 2);
    }

    @Test
    void rowsOfTheLastRemovedItemsAreReusedFirst() {
        EmbeddingTable table = table(5, EnumSet.of(ScanFormat.FLOAT32));
        table.remove(1);
        table.remove(3);

        assertThat(table.index().free()).containsExactly(1, 3);
        assertThat(table.add(10, "x")).isEqualTo(3);
        assertThat(table.add(11, "y")).isEqualTo(1);
        assertThat(table.add(12, "z")).isEqualTo(5);
    }

    @Test
    void growingOverManyChunksKeepsWhatWasWritten() {
        EmbeddingTable table = new EmbeddingTable(5, EnumSet.allOf(ScanFormat.class), KernelProvider.create());
        float[] vector = new float[5];
        int rows = 2 * Chunks.ROWS + 100;
        for (int item = 0; item < rows; item++) {
            int row = table.add(item, "item-" + item);
            vector[row % 5] = row;
            table.vectors().write(row, vector, 0, row);
            vector[row % 5] = 0f;
            table.changed(row, -row);
            table.biasAccumulator(row, 2 * row);
        }
        for (int row = 0; row < rows; row++) {
            assertThat(table.vectors().chunk(row)[table.vectors().offset(row) + row % 5])
                    .isEqualTo(row);
            assertThat(table.vectors().accumulator(row)).isEqualTo(row);
            assertThat(table.bias(row)).isEqualTo(-row);
            assertThat(table.biasAccumulator(row)).isEqualTo(2 * row);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void whatIsNotFiniteIsRefusedAndTheRowStaysAsItWas(float value) {
        RowTable rows = table(2, EnumSet.of(ScanFormat.FLOAT32)).vectors();
        rows.write(1, filled(3f), 0, 4f);
        float[] bad = filled(1f);
        bad[63] = value;

        assertThatThrownBy(() -> rows.write(1, bad, 0, 0f))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the vector of row 1 would get the value " + value);
        assertThatThrownBy(() -> rows.write(1, filled(1f), 0, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("accumulator of row 1 would get the value " + value);
        assertThat(rows.chunk(1)[rows.offset(1)]).isEqualTo(3f);
        assertThat(rows.accumulator(1)).isEqualTo(4f);
    }

    /** What the class says of its memory, for a table that fills its arrays. */
    @ParameterizedTest
    @ValueSource(strings = {"FLOAT32", "INT8", "FLOAT32,INT8", ""})
    void memoryPerRowIsWhatTheDocsSay(String formats) {
        Set<ScanFormat> wanted = EnumSet.noneOf(ScanFormat.class);
        for (String format : formats.isEmpty() ? new String[0] : formats.split(",", -1)) {
            wanted.add(ScanFormat.valueOf(format));
        }
        EmbeddingTable table = table(2 * Chunks.ROWS, wanted);
        double perRow = 4 * (DIMENSION + 1)
                + 8
                + (wanted.contains(ScanFormat.FLOAT32) ? 4 * DIMENSION : 0)
                + (wanted.contains(ScanFormat.INT8) ? DIMENSION + 4 : 0);

        double measured =
                (double) (table.bytes() - table.index().bytes()) / table.index().places();

        assertThat(measured).isBetween(perRow, perRow + 0.1);
    }

    private static EmbeddingTable table(int rows, Set<ScanFormat> formats) {
        EmbeddingTable table = new EmbeddingTable(DIMENSION, formats, KernelProvider.create());
        for (int item = 0; item < rows; item++) {
            table.changed(table.add(item, "item-" + item), 0f);
        }
        return table;
    }

    private static int[] best(EmbeddingTable table, float[] query) {
        TopK best = new TopK().reset(10);
        TableScan scan = table.scan(ScanFormat.FLOAT32);
        scan.find(query, best, RowFilter.ALL);
        int[] rows = new int[best.finish()];
        for (int place = 0; place < rows.length; place++) {
            rows[place] = best.row(place);
        }
        return rows;
    }

    private static float[] filled(float value) {
        float[] vector = new float[DIMENSION];
        Arrays.fill(vector, value);
        return vector;
    }
}
