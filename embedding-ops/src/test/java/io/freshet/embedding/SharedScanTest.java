package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.simd.KernelProvider;
import io.freshet.embedding.simd.Kernels;
import io.freshet.embedding.simd.ScanKernels;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

final class SharedScanTest {
    private static final int DIMENSION = 4;
    private static final int ITEMS = 200;
    private static final int BLOCKS = 4;
    private static final int LIMIT = 10;

    private final Kernels kernels = KernelProvider.create();
    private final EmbeddingTable table = EmbeddingTable.shared(DIMENSION, EnumSet.allOf(ScanFormat.class), kernels);
    private int calls;

    @Test
    void whereAllThatTheCodesFoundIsRemovedBeforeItIsScoredOthersAreFound() {
        for (int item = 0; item < ITEMS; item++) {
            table.changed(table.add(item, "item-" + item), item);
        }
        int candidates = Int8Scan.candidates(LIMIT);
        ScanKernels removing = InterposedKernels.of(kernels.scans(), kernel -> {
            if (kernel.equals("scores") && calls++ == BLOCKS) {
                for (int item = ITEMS - candidates; item < ITEMS; item++) {
                    table.remove(item);
                }
            }
        });

        ScanResult result = new SharedScan(table.scan(), ScanFormat.INT8, removing)
                .find(new float[DIMENSION], LIMIT, KeyFilter.ALL);

        assertThat(result.size()).isEqualTo(LIMIT);
        for (int place = 0; place < LIMIT; place++) {
            assertThat(result.key(place)).isEqualTo(ITEMS - candidates - 1 - place);
            assertThat(result.score(place)).isEqualTo(result.key(place));
        }
    }
}
