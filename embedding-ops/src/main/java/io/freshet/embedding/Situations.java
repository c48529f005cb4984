package io.freshet.embedding;

import io.freshet.embedding.simd.RowKernels;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Vectors of the situation that a query is made in, which all learners share: one for each {@linkplain ContextWeights gap}
 * since the newest of the recent items, and one for each range of how many recent items there are: 0, 1, 2 and 3, 4 to 7, 8
 * to 13, 14 to 19, more. A query has one of each, but no gap if it has no recent item.
 *
 * <p>A row is {@code float[dimension]} with an Adagrad accumulator, and begins with a value that its name gives. Rows keep
 * their numbers, in whose order they are saved, and their names, under which they are shared. One thread.
 */
public final class Situations {
    /** Of a name that no situation has. */
    public static final int UNKNOWN = -1;

    private static final int SIZES = 7;

    /** How many there are. */
    public static final int ROWS = ContextWeights.GAPS + SIZES;

    /** Most that one query has. */
    static final int IN_A_QUERY = 2;

    private static final List<String> NAMES = Stream.concat(
                    names("gap:", ContextWeights.GAPS), names("context:", SIZES))
            .toList();

    private final RowTable table;

    Situations(int dimension, StartValues start) {
        table = new RowTable(dimension);
        for (int row = 0; row < ROWS; row++) {
            table.reserve(row);
            start(row, start, table.chunk(row), table.offset(row), dimension);
        }
    }

    /** Writes what a row is before anything was learned to {@code dimension} places of {@code to}. */
    public static void start(int row, StartValues start, float[] to, int offset, int dimension) {
        start.fill(StartValues.Table.SITUATION, StableHash.of(name(row)), to, offset, dimension);
    }

    /** The row of a gap since the newest recent item. */
    static int ofGap(int gap) {
        return gap;
    }

    /** The row of a context with so many recent items. */
    static int ofContext(int size) {
        return ContextWeights.GAPS + range(size);
    }

    private static int range(int size) {
        if (size < 2) {
            return size;
        }
        if (size < 8) {
            return size < 4 ? 2 : 3;
        }
        return size < 14 ? 4 : size < 20 ? 5 : 6;
    }

    /** What a row is called where it is shared, such as {@code gap:3} or {@code context:5}. */
    public static String name(int row) {
        return NAMES.get(row);
    }

    private static Stream<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(range -> prefix + range);
    }

    /** The row of a name, or {@link #UNKNOWN}. */
    public static int row(String name) {
        return NAMES.indexOf(name);
    }

    /** The vectors and their accumulators. */
    public RowTable table() {
        return table;
    }

    /** Whether a step has been taken with a row. */
    public boolean isLearned(int row) {
        return table.accumulator(row) > 0f;
    }

    /** Adds those of a context to {@code query}. */
    void addTo(float[] query, Context context, RowKernels kernels) {
        for (int i = 0; i < context.situations(); i++) {
            int row = context.situation(i);
            kernels.addScaled(1f, table.chunk(row), table.offset(row), query, 0, table.dimension());
        }
    }
}
