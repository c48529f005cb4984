package io.freshet.embedding;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ItemModelTest {
    private static final long SEED = 20_260_105;

    @ParameterizedTest(name = "{0} rows of {1} floats, seed " + SEED)
    @CsvSource({
        "1, 1",
        "1, 64",
        "63, 5",
        "64, 5",
        "65, 5",
        "200, 33",
        "1000, 64",
        "4095, 3",
        "4096, 3",
        "4097, 3",
        "8300, 2"
    })
    void scanFindsWhatADoubleLoopFinds(int rows, int dimension) {
        SplittableRandom random = new SplittableRandom(SEED + rows);
        ItemModel model = randomModel(rows, dimension, random);
        RowFilter evenOnly = row -> row % 2 == 0;
        TopK best = new TopK();
        for (int limit : new int[] {1, 7, 100, rows + 5}) {
            float[] query = vector(random, dimension);
            assertThat(found(model, query, limit, RowFilter.ALL, best))
                    .isEqualTo(naive(model, query, limit, RowFilter.ALL));
            assertThat(found(model, query, limit, evenOnly, best)).isEqualTo(naive(model, query, limit, evenOnly));
            assertThat(found(model, query, limit, row -> false, best)).isEmpty();
        }
    }

    @Test
    void equalScoresAreOrderedByFirstSight() {
        ItemModel model = new ItemModel(config(4));
        for (int row = 0; row < 300; row++) {
            model.rowOf(row, "item-" + row);
        }
        List<Place> places = found(model, new float[4], 10, RowFilter.ALL, new TopK());

        assertThat(places).extracting(Place::row).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void aScanBeforeTheFirstItemFindsNothing() {
        assertThat(found(new ItemModel(config(4)), new float[4], 10, RowFilter.ALL, new TopK()))
                .isEmpty();
    }

    @Test
    void aRowKeepsItsNumberAndItsStartValues() {
        LearnerConfig config = config(8);
        ItemModel model = new ItemModel(config);
        int first = model.rowOf(11, "a");
        int second = model.rowOf(22, "b");

        assertThat(first).isZero();
        assertThat(second).isEqualTo(1);
        assertThat(model.rowOf(11, "a")).isEqualTo(first);
        assertThat(model.size()).isEqualTo(2);
        float[] start = new float[8];
        new StartValues(config).fill(StartValues.Table.TARGET, 22, start, 0, 8);
        assertThat(Rows.copy(model.targets(), second)).isEqualTo(start);
        new StartValues(config).fill(StartValues.Table.SOURCE, 22, start, 0, 8);
        assertThat(Rows.copy(model.sources(), second)).isEqualTo(start);
        assertThat(model.bias(second)).isZero();
        assertThat(model.biasAccumulator(second)).isZero();
        assertThat(model.targets().accumulator(second)).isZero();
    }

    @Test
    void aKeyBelongsToTheFirstIdThatHadIt() {
        ItemIndex index = new ItemModel(config(2)).index();
        index.add(5, "first");

        assertThat(index.admits(5, "first")).isTrue();
        assertThat(index.admits(5, "second")).isFalse();
        assertThat(index.admits(6, "second")).isTrue();
        assertThat(index.row(6)).isEqualTo(ItemIndex.UNKNOWN);
    }

    @Test
    void theQueryIsTheTastePlusTheWeightedSourcesOfTheRecentItemsPlusTheVectorsOfTheSituation() {
        ItemModel model = new ItemModel(config(2));
        RowTable situations = requireNonNull(model.situations()).table();
        set(situations, Situations.row("gap:1"), 1_000f, 2_000f);
        set(situations, Situations.row("context:0"), 3_000f, 4_000f);
        set(situations, Situations.row("context:2"), 10_000f, 20_000f);
        int a = model.rowOf(1, "a");
        int b = model.rowOf(2, "b");
        set(model.sources(), a, 1f, 2f);
        set(model.sources(), b, 10f, 20f);
        model.weights().weights()[ContextWeights.index(0, 60_000)] = 0.5f;
        model.weights().weights()[ContextWeights.index(1, 3_600_000)] = 0.25f;
        Context context = new Context(3);
        float[] query = new float[2];

        model.query(new UserVector(new float[] {100f, 200f}, 0f), context, query);
        assertThat(query).as("nobody's first").containsExactly(3_100f, 4_200f);

        context.add(a, 0, 60_000);
        context.add(b, 1, 3_600_000);
        model.query(new UserVector(new float[] {100f, 200f}, 0f), context, query);
        assertThat(query).containsExactly(11_000f + 100f + 0.5f + 2.5f, 22_000f + 200f + 1f + 5f);
    }

    @Test
    void withoutSituationsTheQueryIsWhatTheTasteAndTheRecentItemsSay() {
        ItemModel model = new ItemModel(LearnerConfig.builder()
                .dimension(2)
                .contextLength(3)
                .situations(false)
                .build());
        set(model.sources(), model.rowOf(1, "a"), 1f, 2f);
        Context context = new Context(3);
        context.add(0, 0, 60_000);
        float[] query = new float[2];

        model.query(new UserVector(new float[] {100f, 200f}, 0f), context, query);

        assertThat(query).containsExactly(101f, 202f);
        assertThat(model.situations()).isNull();
    }

    @Test
    void inverseLengthsAreThoseOfTheRowsAsTheyAre() {
        ItemModel model = new ItemModel(config(2));
        for (int row = 0; row < 3; row++) {
            model.rowOf(row, "item-" + row);
        }
        set(model.targets(), 2, 3f, 4f);
        model.targetChanged(2, 1f);
        assertThat(model.inverseTargetLength(2)).isEqualTo(0.2f);

        set(model.targets(), 2, 6f, 8f);
        assertThat(model.inverseTargetLength(2)).as("what was told of last").isEqualTo(0.2f);
        model.targetChanged(2, 1f);
        assertThat(model.inverseTargetLength(2)).isEqualTo(0.1f);

        set(model.targets(), 1, 0f, 0f);
        model.targetChanged(1, 1f);
        assertThat(model.inverseTargetLength(1)).isEqualTo(1e6f);

        model.remove(2);
        model.rowOf(7, "another");
        float[] start = Rows.copy(model.targets(), 2);
        assertThat(model.inverseTargetLength(2)).isEqualTo(1 / (float) Math.hypot(start[0], start[1]), within(0.01f));
    }

    private static LearnerConfig config(int dimension) {
        return LearnerConfig.builder()
                .dimension(dimension)
                .contextLength(3)
                .negatives(4)
                .ringSize(10)
                .build();
    }

    private static ItemModel randomModel(int rows, int dimension, SplittableRandom random) {
        ItemModel model = new ItemModel(config(dimension));
        for (int row = 0; row < rows; row++) {
            model.rowOf(SplitMix64.mix(row), "item-" + row);
        }
        // a fifth of the rows repeats an earlier one, so that there are ties
        for (int row = 0; row < rows; row++) {
            boolean repeats = row > 0 && random.nextInt(5) == 0;
            int from = random.nextInt(row + 1);
            set(model.targets(), row, repeats ? Rows.copy(model.targets(), from) : vector(random, dimension));
            model.targetChanged(row, repeats ? model.bias(from) : (float) random.nextDouble(-1, 1));
        }
        return model;
    }

    private static List<Place> found(ItemModel model, float[] query, int limit, RowFilter filter, TopK best) {
        int found = model.scan(query, limit, filter, best);
        List<Place> places = new ArrayList<>();
        for (int place = 0; place < found; place++) {
            places.add(new Place(best.row(place), best.score(place)));
        }
        return places;
    }

    private static List<Place> naive(ItemModel model, float[] query, int limit, RowFilter filter) {
        List<Place> places = new ArrayList<>();
        for (int row = 0; row < model.size(); row++) {
            float[] target = Rows.copy(model.targets(), row);
            float[] sums = new float[4];
            for (int i = 0; i < query.length; i++) {
                sums[i % 4] = Math.fma(query[i], target[i], sums[i % 4]);
            }
            float score = (sums[0] + sums[1]) + (sums[2] + sums[3]) + model.bias(row);
            if (filter.accepts(row)) {
                places.add(new Place(row, score));
            }
        }
        return places.stream()
                .sorted(Comparator.comparingDouble(Place::score).reversed().thenComparingInt(Place::row))
                .limit(limit)
                .toList();
    }

    private static void set(RowTable table, int row, float... values) {
        System.arraycopy(values, 0, table.chunk(row), table.offset(row), values.length);
    }

    private static float[] vector(SplittableRandom random, int dimension) {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private record Place(int row, float score) {}
}
