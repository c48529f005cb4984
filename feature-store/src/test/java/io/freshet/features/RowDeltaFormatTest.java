package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.features.declared.FeatureChange;
import io.freshet.features.declared.FlatFeatures;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class RowDeltaFormatTest extends FormatContract<RowDelta> {
    RowDeltaFormatTest() {
        super("RowDelta", 1 + 2 + 7 + 4 + 8 + 8);
    }

    @Override
    RowDelta sample() {
        float[][] parts = {{0.5f, -0.25f, 1, 2, 3}, null, null};
        float[][] start = {{0.25f, -0.5f, 0, 0, 0}, {2, 4, 0}, null};
        FeatureChange features =
                FlatFeatures.change(new long[] {2, 1, 4, GoldenRow.TIME_MS - 5_000, GoldenRow.TIME_MS, 0, 3, 0, 0});
        return new RowDelta(
                GoldenRow.ID,
                3,
                GoldenRow.INCARNATION,
                17,
                start,
                parts,
                GoldenRow.SIGNALS,
                2,
                GoldenRow.TIME_MS,
                features,
                false);
    }

    @Override
    RowDelta read(DataInput in) throws IOException {
        return RowDeltaFormat.read(in);
    }

    @Override
    void write(RowDelta value, DataOutput out) throws IOException {
        RowDeltaFormat.write(value, out);
    }

    @Test
    void aDeltaOfTheFirstVersionIsReadAndHasNoSignals() throws IOException {
        RowDelta delta = readGolden("RowDelta-1");

        assertThat(delta.push()).isEqualTo(17);
        assertThat(delta.eventTimeMs()).isEqualTo(GoldenRow.TIME_MS);
        assertThat(delta.signals()).isEqualTo(Signals.NONE);
    }

    @Test
    void aDeltaOfTheSecondVersionIsReadAndHasNoStart() throws IOException {
        RowDelta delta = readGolden("RowDelta-2");

        assertThat(delta.signals()).isEqualTo(GoldenRow.SIGNALS);
        assertThat(delta.start()).isNull();
    }

    @Test
    void aDeltaOfTheThirdVersionIsReadAndIsNoRemoval() throws IOException {
        RowDelta delta = readGolden("RowDelta-3");

        assertThat(delta.start()).isNotNull();
        assertThat(delta.removal()).isFalse();
        assertThat(written(delta)).isEqualTo(Golden.bytes("RowDelta-4"));
    }

    @Test
    void aDeltaWithoutDeclaredFeaturesIsOneOfTheFourthVersion() throws IOException {
        byte[] golden = Golden.bytes("RowDelta-4");
        RowDelta delta = read(golden);

        assertThat(delta.features()).isNull();
        assertThat(written(delta)).isEqualTo(golden);
    }

    /** The bytes of the number of features. */
    @Test
    void damagedFeaturesAreRefused() throws IOException {
        byte[] bytes = golden();
        int at = bytes.length - 72;
        Arrays.fill(bytes, at, at + 8, (byte) -1);

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has -1 features")
                .hasMessageEndingWith("which no program wrote: the data is damaged");
    }

    @Test
    void aRemovalComesBackAsItWas() throws IOException {
        RowDelta removal = RowDelta.removal(GoldenRow.ID, 3, GoldenRow.INCARNATION, 17, GoldenRow.TIME_MS);
        byte[] bytes = written(removal);
        RowDelta read = read(bytes);

        assertThat(read.removal()).isTrue();
        assertThat(read.eventTimeMs()).isEqualTo(GoldenRow.TIME_MS);
        assertThat(read.push()).isEqualTo(17);
        assertThat(written(read)).isEqualTo(bytes);
    }

    @Test
    void aDeltaOfTheWeightsComesBackAsItWas() throws IOException {
        RowDelta delta = new RowDelta(
                RowLayout.WEIGHTS_ROW, 0, -1, 1, new float[][] {null, null, {1f, -0f, Float.MIN_VALUE}}, 0, 5);
        byte[] bytes = written(delta);
        RowDelta read = read(bytes);

        assertThat(read.rowId()).isEqualTo(RowLayout.WEIGHTS_ROW);
        assertThat(read.parts()).isDeepEqualTo(delta.parts());
        assertThat(written(read)).isEqualTo(bytes);
    }
}
