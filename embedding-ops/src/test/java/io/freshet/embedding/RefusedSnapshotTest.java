package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusedSnapshotTest {
    private static final LearnerConfig CONFIG = Snapshots.config(5, 3, 40);
    private static final int VERSION_AT = 8;

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "6, 3, 0.05, 42, 'dimension is 5, but the learner''s is 6; set dimension to 5'",
        "5, 2, 0.05, 42, 'contextLength is 3, but the learner''s is 2; set contextLength to 3'",
        "5, 3, 0.06, 42, 'deviation is 0.05, but the learner''s is 0.06; set deviation to 0.05'",
        "5, 3, 0.05, 43, 'seed is 42, but the learner''s is 43; set seed to 42'"
    })
    void anotherShapeIsRefused(int dimension, int contextLength, float deviation, long seed, String message) {
        LearnerConfig other = LearnerConfig.builder()
                .dimension(dimension)
                .contextLength(contextLength)
                .deviation(deviation)
                .seed(seed)
                .build();

        assertRefused(other, Snapshots.bytes(Snapshots.empty(CONFIG)), message);
    }

    @Test
    void aNewerVersionIsRefused() {
        byte[] newer = new SavedBytes(Snapshots.bytes(Snapshots.empty(CONFIG)))
                .putInt(VERSION_AT, 3)
                .forged(List.of());

        assertRefused(CONFIG, newer, "written by a newer Freshet: it has version 3, but this one reads up to 2");
    }

    @Test
    void aVersionBelowTheFirstIsRefused() {
        byte[] none = new SavedBytes(Snapshots.bytes(Snapshots.empty(CONFIG)))
                .putInt(VERSION_AT, 0)
                .forged(List.of());

        assertRefused(CONFIG, none, "version 0, but versions begin with 1");
    }

    @Test
    void otherFilesAreRefused() {
        assertRefused(CONFIG, new byte[0], "ends early, at byte 0");
        assertRefused(
                CONFIG,
                "PK\3\4 and so on, a jar".getBytes(StandardCharsets.UTF_8),
                "no snapshot of a model: it begins with 504b0304");
        assertRefused(CONFIG, new byte[100], "no snapshot of a model: it begins with 0000000000000000");
    }

    @Test
    void whatFollowsTheEndIsRefused() {
        byte[] bytes = Snapshots.bytes(Snapshots.empty(CONFIG));
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);

        assertRefused(CONFIG, longer, "bytes follow the end of the snapshot at byte " + bytes.length);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aModelThatIsNotFiniteIsNotSaved(float poison) {
        ModelSnapshot saved = Snapshots.random(CONFIG, 50, false, 1);
        RowTable targets = saved.model().targets();
        targets.chunk(7)[targets.offset(7) + 2] = poison;

        assertThatThrownBy(() -> saved.write(OutputStream.nullOutputStream()))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("value 2 of the target vector of row 7 is " + poison);
    }

    @Test
    void aRingWithARemovedItemIsNotSaved() {
        ModelSnapshot saved = Snapshots.random(CONFIG, 30, false, 1);
        saved.model().remove(SplitMix64.mix(9));

        assertThatThrownBy(() -> saved.write(OutputStream.nullOutputStream()))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("the ring of negatives holds row 9, which no item has");
    }

    private static void assertRefused(LearnerConfig config, byte[] bytes, String message) {
        assertThatThrownBy(() -> Snapshots.read(config, bytes))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining(message);
    }
}
