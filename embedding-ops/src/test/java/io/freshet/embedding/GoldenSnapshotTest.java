package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes of one snapshot: what was saved once must be restored by every later Freshet. */
final class GoldenSnapshotTest {
    private static final LearnerConfig CONFIG = Snapshots.config(3, 1, 2);
    private static final LearnerConfig WITHOUT_SITUATIONS = Snapshots.withoutSituations(3, 1, 2);

    private static final String VERSION_1 =
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

    private static final String VERSION_2 =
            """
            46524553 4845544d 02000000 be791783

            01000000 14000000 02ee7529 b045746f
            03000000 01000000 2a000000 00000000
            cdcc4c3d

            02000000 2a000000 9520a03c 7f6bdced
            03000000 02000000 08070605 04030201
            61006200 ffffffff 03000000 feffffff
            ffffffff e900ac20 6300

            03000000 04000000 7fe12295 d96e8b5e
            01000000

            04000000 50000000 76b64919 7c71e5c5
            0000003e 00008041 0000803e 0000803f
            00000040 00004040 0000003f 000080bf
            000000c0 000040c0 000000be 00000042
            00008040 00002041 0000a041 0000f041
            00000041 000020c1 0000a0c1 0000f0c1

            05000000 40000000 4d6a0b21 17149198
            0000803f 0000803f 0000803f 0000803f
            0000803f 0000803f 0000803f 0000c03f
            00000000 00000000 00000000 00000000
            00000000 00000000 00000000 00002040

            08000000 f4000000 ff09d984 1fc94937
            0f000000 00000000 00000000 00000000 0000003f 0000803e 0000803f 000080bf
            0000003f 0000003f 00000040 000000c0 0000003f 0000403f 00004040 000040c0
            0000003f 0000803f 00008040 000080c0 0000003f 0000a03f 0000a040 0000a0c0
            0000003f 0000c03f 0000c040 0000c0c0 0000003f 0000e03f 0000e040 0000e0c0
            0000003f 00000040 00000041 000000c1 0000003f 00001040 00001041 000010c1
            0000003f 00002040 00002041 000020c1 0000003f 00003040 00003041 000030c1
            0000003f 00004040 00004041 000040c1 0000003f 00005040 00005041 000050c1
            0000003f 00006040 00006041 000060c1 0000003f

            06000000 14000000 5b3fcafd 76d3b43e
            02000000 01000000 02000000 00000000
            02000000

            07000000 10000000 35ee256e f9c0d24a
            02000000 03000000 5a020000 00000000
            """;

    @Test
    void theFormatIsAsItWas() {
        assertThat(hex(Snapshots.bytes(tiny(WITHOUT_SITUATIONS)))).isEqualTo(VERSION_1.replaceAll("\\s", ""));
        assertThat(hex(Snapshots.bytes(tiny(CONFIG)))).isEqualTo(VERSION_2.replaceAll("\\s", ""));
    }

    @Test
    void whatWasSavedOnceIsRestored() throws IOException {
        Snapshots.assertSame(Snapshots.read(WITHOUT_SITUATIONS, saved(VERSION_1)), tiny(WITHOUT_SITUATIONS));
        Snapshots.assertSame(Snapshots.read(CONFIG, saved(VERSION_2)), tiny(CONFIG));
    }

    @Test
    void whatWasSavedBeforeThereWereSituationsBeginsWithTheirStartValues() throws IOException {
        ModelSnapshot restored = Snapshots.read(CONFIG, saved(VERSION_1));

        Snapshots.assertSameBesideSituations(restored, tiny(WITHOUT_SITUATIONS));
        Snapshots.assertSameSituations(restored.model().situations(), new ItemModel(CONFIG).situations());
    }

    @Test
    void whoHasNoSituationsLeavesThoseThatWereSavedOut() throws IOException {
        ModelSnapshot restored = Snapshots.read(WITHOUT_SITUATIONS, saved(VERSION_2));

        Snapshots.assertSame(restored, tiny(WITHOUT_SITUATIONS));
    }

    private static byte[] saved(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Two items with a removed one between them, and a ring that has gone round. */
    static ModelSnapshot tiny(LearnerConfig config) {
        ModelSnapshot tiny = Snapshots.empty(config);
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
        Situations situations = model.situations();
        if (situations != null) {
            for (int row = 0; row < Situations.ROWS; row++) {
                situations.table().write(row, new float[] {row, -row, 0.5f}, 0, 0.25f * row);
            }
        }
        for (int row : new int[] {2, 0, 2}) {
            tiny.sampler().add(row);
        }
        return tiny;
    }
}
