package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotMemoryTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final LearnerConfig CONFIG = Snapshots.config(64, 20, 10_000);

    @Test
    void savingTakesABlockAndRestoringTakesWhatAddingTheItemsTakes(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("model");
        long start = Allocated.byThisThread();
        ModelSnapshot saved = filled(100_000);
        long adding = Allocated.byThisThread() - start;
        start = Allocated.byThisThread();
        write(saved, file);
        long saving = Allocated.byThisThread() - start;
        start = Allocated.byThisThread();
        ModelSnapshot restored = read(file);
        long restoring = Allocated.byThisThread() - start;

        assertThat(restored.model().bytes()).isEqualTo(saved.model().bytes()).isGreaterThan(75 * MEBIBYTE);
        assertThat(saving).isLessThan(MEBIBYTE);
        assertThat(restoring).isLessThan(adding + MEBIBYTE);
    }

    private static ModelSnapshot filled(int items) {
        ModelSnapshot filled = Snapshots.empty(CONFIG);
        for (int item = 0; item < items; item++) {
            filled.sampler().add(filled.model().rowOf(SplitMix64.mix(item), "item-" + item));
        }
        return filled;
    }

    private static void write(ModelSnapshot snapshot, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            snapshot.write(out);
        }
    }

    private static ModelSnapshot read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ModelSnapshot.read(CONFIG, in);
        }
    }
}
