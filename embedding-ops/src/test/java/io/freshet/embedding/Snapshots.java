package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.simd.KernelProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Models to be saved, and what makes two of them the same. */
final class Snapshots {
    private Snapshots() {}

    static LearnerConfig config(int dimension, int contextLength, int ringSize) {
        return settings(dimension, contextLength, ringSize).build();
    }

    static LearnerConfig withoutSituations(int dimension, int contextLength, int ringSize) {
        return settings(dimension, contextLength, ringSize).situations(false).build();
    }

    private static LearnerConfig.Builder settings(int dimension, int contextLength, int ringSize) {
        return LearnerConfig.builder()
                .dimension(dimension)
                .contextLength(contextLength)
                .negatives(8)
                .ringSize(ringSize);
    }

    /** Items with random values of every kind; each tenth was removed if {@code holes}, in random order. */
    static ModelSnapshot random(LearnerConfig config, int items, boolean holes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ModelSnapshot made = empty(config);
        for (int item = 0; item < items; item++) {
            fill(made, made.model().rowOf(SplitMix64.mix(item), "item-" + item), random);
        }
        for (int i = 0; holes && i < items / 10; i++) {
            int row = made.model().remove(SplitMix64.mix(random.nextInt(items)));
            if (row != ItemIndex.UNKNOWN) {
                made.sampler().remove(row);
            }
        }
        Situations situations = made.model().situations();
        for (int row = 0; situations != null && row < Situations.ROWS; row++) {
            fill(situations.table(), row, random);
        }
        ContextWeights weights = made.model().weights();
        for (int i = 0; i < weights.weights().length; i++) {
            weights.weights()[i] = value(random);
            weights.squares()[i] = value(random);
        }
        return made;
    }

    /** Nine items of which those of rows 4 and 2 were removed, and a full ring. */
    static ModelSnapshot small(LearnerConfig config) {
        ModelSnapshot small = random(config, 9, false, 5);
        for (int row : new int[] {4, 2}) {
            small.model().remove(SplitMix64.mix(row));
            small.sampler().remove(row);
        }
        for (int i = 0; i <= config.ringSize(); i++) {
            small.sampler().add(5 + i % 4);
        }
        return small;
    }

    static ModelSnapshot empty(LearnerConfig config) {
        return new ModelSnapshot(new ItemModel(config), new NegativeSampler(config.ringSize(), config.ringShare()));
    }

    private static void fill(ModelSnapshot made, int row, SplittableRandom random) {
        ItemModel model = made.model();
        for (RowTable table : new RowTable[] {model.targets(), model.sources()}) {
            fill(table, row, random);
        }
        model.targetChanged(row, value(random));
        model.biasAccumulator(row, value(random));
        made.sampler().add(row);
    }

    private static void fill(RowTable table, int row, SplittableRandom random) {
        for (int i = 0; i < table.dimension(); i++) {
            table.chunk(row)[table.offset(row) + i] = value(random);
        }
        table.accumulator(row, value(random));
    }

    private static float value(SplittableRandom random) {
        return (float) random.nextDouble(-1, 1);
    }

    static byte[] bytes(ModelSnapshot snapshot) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            snapshot.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static ModelSnapshot read(LearnerConfig config, byte[] bytes) throws IOException {
        return ModelSnapshot.read(config, KernelProvider.scalar(), new ByteArrayInputStream(bytes));
    }

    static void assertSame(ModelSnapshot actual, ModelSnapshot expected) {
        assertSameSituations(actual.model().situations(), expected.model().situations());
        assertSameBesideSituations(actual, expected);
    }

    static void assertSameSituations(@Nullable Situations actual, @Nullable Situations expected) {
        assertThat(actual == null).isEqualTo(expected == null);
        for (int row = 0; actual != null && expected != null && row < Situations.ROWS; row++) {
            assertSameRow(actual.table(), expected.table(), row);
        }
    }

    /** Of models of which one may lack them. */
    static void assertSameBesideSituations(ModelSnapshot actual, ModelSnapshot expected) {
        assertSameItems(actual.model(), expected.model());
        assertThat(actual.model().weights().weights())
                .isEqualTo(expected.model().weights().weights());
        assertThat(actual.model().weights().squares())
                .isEqualTo(expected.model().weights().squares());
        assertThat(actual.sampler().rows()).isEqualTo(expected.sampler().rows());
        assertThat(actual.sampler().next()).isEqualTo(expected.sampler().next());
        assertThat(found(actual.model())).isEqualTo(found(expected.model()));
    }

    private static void assertSameItems(ItemModel actual, ItemModel expected) {
        assertThat(actual.size()).isEqualTo(expected.size());
        assertThat(actual.index().places()).isEqualTo(expected.index().places());
        assertThat(actual.index().free()).isEqualTo(expected.index().free());
        for (int row = 0; row < expected.index().places(); row++) {
            boolean used = expected.index().isUsed(row);
            assertThat(actual.index().isUsed(row)).isEqualTo(used);
            if (used) {
                assertSameItem(actual, expected, row);
            }
            assertSameRow(actual.targets(), expected.targets(), row);
            assertSameRow(actual.sources(), expected.sources(), row);
            assertSameBits(actual.bias(row), expected.bias(row), row);
            assertSameBits(actual.biasAccumulator(row), expected.biasAccumulator(row), row);
        }
    }

    private static void assertSameItem(ItemModel actual, ItemModel expected, int row) {
        long key = expected.index().key(row);
        assertThat(actual.index().key(row)).isEqualTo(key);
        assertThat(actual.index().row(key)).isEqualTo(row);
        assertThat(actual.index().id(row)).isEqualTo(expected.index().id(row));
    }

    private static void assertSameRow(RowTable actual, RowTable expected, int row) {
        assertSameBits(actual.accumulator(row), expected.accumulator(row), row);
        int from = expected.offset(row);
        int to = from + expected.dimension();
        if (!Arrays.equals(actual.chunk(row), from, to, expected.chunk(row), from, to)) {
            assertThat(Arrays.copyOfRange(actual.chunk(row), from, to))
                    .as("row %d", row)
                    .isEqualTo(Arrays.copyOfRange(expected.chunk(row), from, to));
        }
    }

    private static void assertSameBits(float actual, float expected, int row) {
        assertThat(Float.floatToIntBits(actual)).as("row %d", row).isEqualTo(Float.floatToIntBits(expected));
    }

    /** What a scan of all rows gives, best first, with the bits of the scores. */
    private static long[] found(ItemModel model) {
        float[] query = new float[model.dimension()];
        for (int i = 0; i < query.length; i++) {
            query[i] = 1f / (i + 1);
        }
        TopK best = new TopK();
        long[] found = new long[model.scan(query, Math.max(1, model.index().places()), RowFilter.ALL, best)];
        for (int place = 0; place < found.length; place++) {
            found[place] =
                    (long) best.row(place) << 32 | Integer.toUnsignedLong(Float.floatToIntBits(best.score(place)));
        }
        return found;
    }
}
