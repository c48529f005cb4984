package io.freshet.embedding;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.simd.KernelProvider;
import io.freshet.embedding.simd.Kernels;
import io.freshet.embedding.simd.ScanKernels;
import java.util.EnumSet;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scans beside a writer that writes a row of the very block during each copy that is made of it, so that no copy is ever
 * good unless the writer waits. Without a bound on their retries they would not end.
 */
@Timeout(30)
final class StarvedScanTest {
    private static final int DIMENSION = 4;
    private static final int ROWS = 100;

    private final Kernels kernels = KernelProvider.create();
    private final EmbeddingTable table = EmbeddingTable.shared(DIMENSION, EnumSet.allOf(ScanFormat.class), kernels);
    private final Semaphore asked = new Semaphore(0);
    private final Semaphore written = new Semaphore(0);
    private final Thread writer = new Thread(this::write);
    private int copies;

    StarvedScanTest() {
        for (int item = 0; item < ROWS; item++) {
            table.changed(table.add(item, "item-" + item), item);
        }
        writer.setDaemon(true);
        writer.start();
    }

    @AfterEach
    void stop() {
        writer.interrupt();
    }

    @ParameterizedTest
    @EnumSource(ScanFormat.class)
    void aScanEndsThoughTheWriterIsAtItsBlockWheneverItReads(ScanFormat format) throws InterruptedException {
        ScanKernels disturbed = InterposedKernels.of(kernels.scans(), this::disturb);

        ScanResult result =
                new SharedScan(table.scan(), format, disturbed).find(new float[DIMENSION], 1, KeyFilter.ALL);

        assertThat(result.key(0)).isEqualTo(ROWS - 1);
        assertThat(result.score(0)).isEqualTo(ROWS - 1);
        assertThat(copies).isGreaterThan(Seqlock.TRIES);
        // the writer goes on
        written.acquire();
        asked.release();
        written.acquire();
    }

    /** Has the writer write, and waits until it did, or for nothing if it must not. */
    private void disturb(String kernel) {
        if (kernel.equals("scores")) {
            copies++;
            asked.release();
            if (!requireNonNull(table.scan().chunks()[0].lock).isHeld(0)) {
                written.acquireUninterruptibly();
            }
        }
    }

    /** Rewrites the first row. */
    private void write() {
        try {
            while (true) {
                asked.acquire();
                table.changed(0, 0f);
                written.release();
            }
        } catch (InterruptedException e) {
            // the test is over
        }
    }
}
