package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UntouchedItemsTest {
    private static final LearnerConfig CONFIG =
            LearnerConfig.builder().dimension(2).deviation(0.1f).build();

    private final ItemModel model = new ItemModel(CONFIG);
    private final ItemIndex index = model.index();

    @Test
    void itemsAreKnownInTheOrderInWhichTheyWereTouched() {
        model.rowOf(1, "a");
        model.rowOf(2, "b");
        model.addUntouched(3, "c");
        model.addUntouched(4, "d");
        model.rowOf(5, "e");
        assertThat(touched()).containsExactly("a", "b", "e");
        assertThat(index.touched()).isEqualTo(3);
        assertThat(index.isUntouched(index.row(4))).isTrue();

        model.rowOf(4, "d");
        model.rowOf(4, "d");
        assertThat(touched()).containsExactly("a", "b", "e", "d");
        assertThat(index.isUntouched(index.row(4))).isFalse();
        assertThat(index.size()).isEqualTo(5);
    }

    @Test
    void aRemovedItemIsKnownNoMoreAndItsRowCanBeAnyKindAgain() {
        model.rowOf(1, "a");
        model.addUntouched(2, "b");
        model.remove(1);
        assertThat(touched()).isEmpty();
        model.addUntouched(3, "c");
        assertThat(index.touched()).isZero();
        model.remove(2);
        model.rowOf(4, "d");
        assertThat(touched()).containsExactly("d");
        assertThat(index.isUntouched(index.row(4))).isFalse();
        assertThat(index.isUntouched(index.row(3))).isTrue();
    }

    @Test
    void aSnapshotLeavesUntouchedItemsOutAndTheirRowsFree() throws IOException {
        model.rowOf(1, "a");
        model.addUntouched(2, "b");
        model.rowOf(3, "c");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ModelSnapshot(model, new NegativeSampler(CONFIG.ringSize(), CONFIG.ringShare())).write(bytes);
        ItemModel restored = ModelSnapshot.read(CONFIG, new ByteArrayInputStream(bytes.toByteArray()))
                .model();
        assertThat(restored.index().touched()).isEqualTo(restored.size()).isEqualTo(2);
        assertThat(restored.index().row(2)).isEqualTo(ItemIndex.UNKNOWN);
        assertThat(restored.addUntouched(4, "d")).as("b's row").isEqualTo(1);
    }

    @Test
    void anUntouchedItemIsNoNegative() {
        for (int n = 0; n < 5; n++) {
            model.rowOf(n, "seen" + n);
            model.addUntouched(100 + n, "new" + n);
        }
        NegativeSampler sampler = new NegativeSampler(10, 0f);
        SplitMix64 random = new SplitMix64(3);
        for (int n = 0; n < 1_000; n++) {
            assertThat(index.id(sampler.draw(random, index))).startsWith("seen");
        }
        assertThat(sampler.probability(0, index.touched())).isEqualTo(0.2f);
    }

    @Test
    void itIsFoundByItsContentAndKeepsHalfOfItWhenItIsTouched() {
        int row = model.addUntouched(7, "new");
        float[] plain = target(row).clone();
        model.start(row, new float[] {1f, -2f, 0.5f, 4f, 8f});
        assertThat(target(row)).containsExactly(plain[0] + 1f, plain[1] - 2f);
        assertThat(model.bias(row)).isEqualTo(0.5f);
        TopK best = new TopK();
        assertThat(model.scan(new float[] {1f, 0f}, 1, RowFilter.ALL, best)).isOne();
        assertThat(best.score(0)).isCloseTo(plain[0] + 1.5f, within(1e-6f));

        assertThat(model.rowOf(7, "new")).isEqualTo(row);
        assertThat(target(row)[0]).isCloseTo(plain[0] + 0.5f, within(1e-6f));
        assertThat(target(row)[1]).isCloseTo(plain[1] - 1f, within(1e-6f));
        assertThat(model.bias(row)).isZero();
        float[] source = model.sources().chunk(row);
        ItemModel other = new ItemModel(CONFIG);
        int otherRow = other.rowOf(7, "new");
        assertThat(source[model.sources().offset(row) + 1])
                .isCloseTo(other.sources().chunk(otherRow)[other.sources().offset(otherRow) + 1] + 4f, within(1e-6f));
    }

    private float[] target(int row) {
        int from = model.targets().offset(row);
        return Arrays.copyOfRange(model.targets().chunk(row), from, from + 2);
    }

    private List<String> touched() {
        List<String> ids = new ArrayList<>();
        for (int place = 0; place < index.touchPlaces(); place++) {
            int row = index.touchedRow(place);
            if (index.isUsed(row)) {
                ids.add(index.id(row));
            }
        }
        return ids;
    }
}
