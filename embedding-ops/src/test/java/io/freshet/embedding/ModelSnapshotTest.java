package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.simd.KernelProvider;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ModelSnapshotTest {
    private static final LearnerConfig CONFIG = Snapshots.config(5, 3, 40);

    @ParameterizedTest(name = "{0} items of dimension {1}, holes {2}, ring of {3}")
    @CsvSource({
        "0, 64, false, 10",
        "1, 1, false, 1",
        "1, 64, false, 10",
        "10, 3, true, 4",
        "300, 33, true, 100",
        "300, 4096, true, 100",
        "20000, 5, true, 10000",
        "40000, 7, false, 10000",
        "40000, 16, true, 100000"
    })
    void whatIsRestoredIsWhatWasSaved(int items, int dimension, boolean holes, int ring) throws IOException {
        LearnerConfig config = Snapshots.config(dimension, 20, ring);
        ModelSnapshot saved = Snapshots.random(config, items, holes, 1);

        ModelSnapshot restored = Snapshots.read(config, Snapshots.bytes(saved));

        Snapshots.assertSame(restored, saved);
        assertThat(saved.model().size() < items).isEqualTo(holes && items > 9);
    }

    @Test
    void aModelWhoseItemsAreAllRemovedKeepsItsRows() throws IOException {
        ModelSnapshot saved = Snapshots.random(CONFIG, 7, false, 1);
        for (int item : new int[] {3, 1, 6, 0, 2, 5, 4}) {
            saved.sampler().remove(saved.model().remove(SplitMix64.mix(item)));
        }
        ModelSnapshot restored = Snapshots.read(CONFIG, Snapshots.bytes(saved));

        Snapshots.assertSame(restored, saved);
        assertThat(restored.model().rowOf(100, "next")).isEqualTo(4);
        assertThat(restored.model().rowOf(101, "then")).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(ScanFormat.class)
    void otherThreadsCanScanAModelThatIsRestoredAsAShared(ScanFormat format) throws Exception {
        ModelSnapshot saved = Snapshots.random(CONFIG, 300, true, 1);
        float[] query = {1, -2, 3, -4, 5};

        ModelSnapshot restored = ModelSnapshot.read(
                CONFIG,
                config -> ItemModel.shared(config, KernelProvider.create(), format),
                new ByteArrayInputStream(Snapshots.bytes(saved)));

        Snapshots.assertSame(restored, saved);
        TopK best = new TopK();
        int found = saved.model().scan(query, 20, RowFilter.ALL, best);
        try (ScanPool pool = restored.model().scanPool(1, 1)) {
            ScanResult result = pool.submit(query, 20, KeyFilter.ALL).get();
            assertThat(result.size()).isEqualTo(found);
            for (int place = 0; place < found; place++) {
                assertThat(result.key(place)).isEqualTo(saved.model().index().key(best.row(place)));
                assertThat(result.score(place)).isEqualTo(best.score(place));
            }
        }
    }

    @Test
    void aModelThatHasItemsOrAnotherDimensionIsRefused() {
        byte[] bytes = Snapshots.bytes(Snapshots.random(CONFIG, 3, false, 1));
        ItemModel full = new ItemModel(CONFIG);
        full.rowOf(1, "a");

        assertThatThrownBy(() -> ModelSnapshot.read(CONFIG, config -> full, new ByteArrayInputStream(bytes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a snapshot of dimension 5 cannot be restored into a model of dimension 5 with 1 rows:"
                        + " give it a new one of the same settings");
        ItemModel other = new ItemModel(Snapshots.config(6, 3, 40));
        assertThatThrownBy(() -> ModelSnapshot.read(CONFIG, config -> other, new ByteArrayInputStream(bytes)))
                .hasMessageContaining("a model of dimension 6 with 0 rows");
    }

    @Test
    void idsComeBackWhateverTheyAre() throws IOException {
        ModelSnapshot saved = Snapshots.empty(CONFIG);
        List<String> ids =
                List.of("", "a", "é€", "𝄞", "half \ud834", "\0", "long ".repeat(20_001), "ü".repeat(40_000));
        for (int i = 0; i < ids.size(); i++) {
            saved.model().rowOf(i, ids.get(i));
        }
        ModelSnapshot restored = Snapshots.read(CONFIG, Snapshots.bytes(saved));

        for (int i = 0; i < ids.size(); i++) {
            assertThat(restored.model().index().id(i)).isEqualTo(ids.get(i));
        }
    }

    @Test
    void extremeValuesComeBackToTheBit() throws IOException {
        ModelSnapshot saved = Snapshots.random(CONFIG, 1, false, 1);
        float[] extremes = {-0f, Float.MIN_VALUE, -Float.MAX_VALUE, 0f, 1e-40f};
        saved.model().targets().write(0, extremes, 0, Float.MAX_VALUE);
        saved.model().targetChanged(0, -0f);

        Snapshots.assertSame(Snapshots.read(CONFIG, Snapshots.bytes(saved)), saved);
    }

    @Test
    void aSmallerRingKeepsTheNewestAndALargerOneAll() throws IOException {
        ModelSnapshot saved = Snapshots.random(CONFIG, 50, false, 1);
        for (int row = 0; row < 13; row++) {
            saved.sampler().add(row * row % 7);
        }
        byte[] bytes = Snapshots.bytes(saved);
        int[] rows = saved.sampler().rows();

        int[] few = Snapshots.read(Snapshots.config(5, 3, 3), bytes).sampler().rows();
        int[] all =
                Snapshots.read(Snapshots.config(5, 3, 1_000), bytes).sampler().rows();

        assertThat(few).containsExactly(rows[37], rows[38], rows[39]);
        assertThat(all).isEqualTo(rows);
    }

    @Test
    void streamsAreLeftOpenAndReadInAnyPieces() throws IOException {
        ModelSnapshot saved = Snapshots.random(CONFIG, 50, true, 1);
        byte[] bytes = Snapshots.bytes(saved);
        saved.write(new OutputStream() {
            @Override
            public void write(int b) {}

            @Override
            public void close() {
                throw new AssertionError("closed by the writer");
            }
        });
        InputStream trickle = new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                return super.read(to, offset, Math.min(length, 7));
            }

            @Override
            public void close() {
                throw new AssertionError("closed by the reader");
            }
        };

        Snapshots.assertSame(ModelSnapshot.read(CONFIG, trickle), saved);
    }

    @Test
    void aStreamThatFailsFailsTheSnapshot() {
        ModelSnapshot saved = Snapshots.random(CONFIG, 50, true, 1);
        IOException full = new IOException("no space left on device");
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw full;
            }
        };

        assertThatThrownBy(() -> saved.write(out)).isSameAs(full);
    }

    @Test
    void whatALearnerDoesButAModelIsNotMayDiffer() throws IOException {
        ModelSnapshot saved = Snapshots.random(CONFIG, 50, true, 1);
        LearnerConfig other = LearnerConfig.builder()
                .dimension(5)
                .contextLength(3)
                .ringSize(40)
                .negatives(9)
                .ringShare(0.5f)
                .rate(0.2f)
                .decay(0.04f)
                .weightRate(0.06f)
                .build();

        Snapshots.assertSame(Snapshots.read(other, Snapshots.bytes(saved)), saved);
    }
}
