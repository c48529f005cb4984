package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes of one snapshot: what was saved once must be restored by every later Freshet. */
final class GoldenSnapshotTest {
    private static final LearnerConfig CONFIG = Snapshots.config(3, 1, 2);

    private static final String SAVED =
            """
            46524553 4845544d 01000000 87f035e1

            01000000 14000000 02ee7529 775db036
            03000000 01000000 2a000000 00000000
            cdcc4c3d

            02000000 2a000000 9520a03c bba789b9
            03000000 02000000 08070605 04030201
            61006200 ffffffff 03000000 feffffff
            ffffffff e900ac20 6300

            03000000 04000000 7fe12295 d605d4b7
            01000000

            04000000 50000000 76b64919 311dcee1
            0000003e 00008041 0000803e 0000803f
            00000040 00004040 0000003f 000080bf
            000000c0 000040c0 000000be 00000042
            00008040 00002041 0000a041 0000f041
            00000041 000020c1 0000a0c1 0000f0c1

            05000000 40000000 4d6a0b21 d27a56bc
            0000803f 0000803f 0000803f 0000803f
            0000803f 0000803f 0000803f 0000c03f
            00000000 00000000 00000000 00000000
            00000000 00000000 00000000 00002040

            06000000 14000000 5b3fcafd 70486adf
            02000000 01000000 02000000 00000000
            02000000

            07000000 10000000 da1d06b5 6bce51bf
            02000000 03000000 56010000 00000000
            """;

    @Test
    void theFormatIsAsItWas() {
        assertThat(HexFormat.of().formatHex(Snapshots.bytes(tiny()))).isEqualTo(SAVED.replaceAll("\\s", ""));
    }

    @Test
    void whatWasSavedOnceIsRestored() throws IOException {
        byte[] saved = HexFormat.of().parseHex(SAVED.replaceAll("\\s", ""));

        Snapshots.assertSame(Snapshots.read(CONFIG, saved), tiny());
    }

    /** Two items with a removed one between them, and a ring that has gone round. */
    static ModelSnapshot tiny() {
        ModelSnapshot tiny = Snapshots.empty(CONFIG);
        ItemModel model = tiny.model();
        model.rowOf(0x0102030405060708L, "ab");
        model.rowOf(7, "removed");
        model.rowOf(-2, "é€c");
        model.remove(7);
        model.targets().write(0, new float[] {1f, 2f, 3f}, 0, 0.25f);
        model.sources().write(0, new float[] {-1f, -2f, -3f}, 0, 0.5f);
        model.targets().write(2, new float[] {10f, 20f, 30f}, 0, 4f);
        model.sources().write(2, new float[] {-10f, -20f, -30f}, 0, 8f);
        model.biasAccumulator(0, 16f);
        model.targetChanged(0, 0.125f);
        model.biasAccumulator(2, 32f);
        model.targetChanged(2, -0.125f);
        model.weights().weights()[7] = 1.5f;
        model.weights().squares()[7] = 2.5f;
        for (int row : new int[] {2, 0, 2}) {
            tiny.sampler().add(row);
        }
        return tiny;
    }
}
