package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.features.declared.FeatureState;
import io.freshet.features.declared.FlatFeatures;
import io.freshet.schemas.Coverage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnedRowFormatTest extends FormatContract<OwnedRow> {
    OwnedRowFormatTest() {
        super("OwnedRow", 1 + 2 + 7);
    }

    @Override
    OwnedRow sample() {
        float[][] parts = {{0.5f, -0.25f, 1, 2, 3}, {4, 8, 0.125f}, null};
        List<Coverage> covers = List.of(new Coverage(3, GoldenRow.INCARNATION, 17), new Coverage(0, -9, 4));
        FeatureState features = FlatFeatures.state(new long[] {2, 0, 0, 4, GoldenRow.TIME_MS, 0, 3, 0});
        return new OwnedRow(GoldenRow.ID, parts, GoldenRow.SIGNALS, features, covers, 6, 21, 5, GoldenRow.TIME_MS);
    }

    @Override
    OwnedRow read(DataInput in) throws IOException {
        return OwnedRowFormat.read(in);
    }

    @Override
    void write(OwnedRow value, DataOutput out) throws IOException {
        OwnedRowFormat.write(value, out);
    }

    @Test
    void anOwnedRowOfTheFirstVersionIsReadAndHasNoSignals() throws IOException {
        OwnedRow row = readGolden("OwnedRow-1");

        assertThat(row.count()).isEqualTo(6);
        assertThat(row.covers()).hasSize(2);
        assertThat(row.signals()).isEqualTo(Signals.NONE);
    }

    @Test
    void anOwnedRowWithoutDeclaredFeaturesIsOneOfTheSecondVersion() throws IOException {
        byte[] golden = Golden.bytes("OwnedRow-2");
        OwnedRow row = read(golden);

        assertThat(row.features()).isNull();
        assertThat(row.signals()).isEqualTo(GoldenRow.SIGNALS);
        assertThat(written(row)).isEqualTo(golden);
    }

    /** The bytes of the number of features, and of the first one's length. */
    @ParameterizedTest(name = "{0} bytes from the end")
    @CsvSource({"64, has -1 features", "40, of -1 values"})
    void damagedFeaturesAreRefused(int fromTheEnd, String how) throws IOException {
        byte[] bytes = golden();
        int at = bytes.length - fromTheEnd;
        Arrays.fill(bytes, at, at + 8, (byte) -1);

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(how)
                .hasMessageEndingWith("which no program wrote: the data is damaged");
    }

    @Test
    void neighboursOutOfOrderAreRefused() throws IOException {
        byte[] bytes = Golden.bytes("OwnedRow-2");
        int firstKey = bytes.length - (8 + 4 + 8 + 4 + 4);
        bytes[firstKey] = 0x7f;

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a row's neighbours are damaged: neighbours.keys is 7 behind");
    }

    @Test
    void aValueThatIsNotFiniteIsRefused() throws IOException {
        byte[] bytes = golden();
        int firstValue = 14;
        bytes[firstValue] = 0x7f;
        bytes[firstValue + 1] = (byte) 0xc0;

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has the value NaN, which no program wrote: the data is damaged");
    }
}
