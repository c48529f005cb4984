package io.freshet.benchmarks.peers;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is compiled by {@code benchmarks/peers/build}: loops in C, OpenBLAS, FAISS and hnswlib, each on one thread.
 *
 * <p>Addresses are those of native memory or objects: a wrong one ends the JVM. Not thread safe.
 */
public final class NativePeers {
    private static final String PROPERTY = "freshet.peers";
    private static final @Nullable String MISSING = load();
    private static final boolean HUGE_PAGES = hugePages();

    private NativePeers() {}

    /** Why there are none, or null if they are loaded. */
    public static @Nullable String missing() {
        return MISSING;
    }

    private static @Nullable String load() {
        Path library = Path.of(System.getProperty(PROPERTY, ""));
        if (!Files.isRegularFile(library)) {
            return "build the peers with benchmarks/peers/build";
        }
        try {
            System.load(library.toAbsolutePath().toString());
            return null;
        } catch (UnsatisfiedLinkError e) {
            return "build the peers again with benchmarks/peers/build: " + e.getMessage();
        }
    }

    private static boolean hugePages() {
        return Boolean.parseBoolean(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("UseTransparentHugePages")
                .getValue());
    }

    /** For which registers the loops in C were compiled. */
    public static native String instructionSet();

    /** The compiler and its version. */
    public static native String compiler();

    /** Zeroed floats at the start of a cache line, in pages of the size that the heap has. */
    public static long allocate(long floats) {
        return allocate(floats, HUGE_PAGES);
    }

    private static native long allocate(long floats, boolean hugePages);

    public static native void free(long address);

    public static native void put(long address, long offset, float[] from, int length);

    /** Reads all and adds up, as fast as C does. */
    public static native float sum(long address, long floats);

    /**
     * Our scan in C over vectors and, behind them, biases, {@code items} a multiple of 16; writes the scores of each group
     * over those of the last.
     *
     * @param repeated the query as a table's scans want it
     * @return how many scores were above the threshold
     */
    public static native long scan(long address, long items, float[] repeated, float threshold, float[] scores);

    /** Nothing but multiply-adds in registers, {@link #flopsPerFmaRound} each round. */
    public static native float fma(long rounds);

    public static native long flopsPerFmaRound();

    public static native String openblasVersion();

    /** The kernels that OpenBLAS has chosen for this CPU. */
    public static native String openblasCore();

    /** Scores of all queries and items, {@code chunk} items a call, in memory for {@code queryCount·chunk} floats. */
    public static native void sgemm(
            long items, long count, int dimension, long queries, int queryCount, long scores, long chunk);

    public static native String faissVersion();

    /** What FAISS was compiled for, and what it says of itself. */
    public static native String faissInstructionSet();

    public static native long flatCreate(int dimension);

    public static native void flatAdd(long index, long vectors, long count);

    public static native void flatSearch(long index, float[] query, int limit, float[] scores, long[] ids);

    public static native void flatFree(long index);

    public static native String hnswlibVersion();

    /** A graph of {@code m} neighbours a node, built on all cores; the vectors are copied. */
    public static native long graphCreate(long vectors, long count, int dimension, int m, int efConstruction);

    /** Finds up to {@code limit} ids, in no order, and returns how many. */
    public static native int graphSearch(long graph, float[] query, int limit, int ef, long[] ids);

    public static native void graphFree(long graph);

    public static native long learnerCreate(
            int items,
            int users,
            int negatives,
            int context,
            int ringSize,
            float rate,
            float weightRate,
            float decay,
            float ringShare);

    /** What the learner goes through: for each event a user, the item taken, and context × (recent item, weight). */
    public static native void learnerEvents(
            long learner, int[] users, int[] positives, int[] recentItems, int[] weightIndexes);

    /**
     * Learns {@code count} events, going round when they end.
     *
     * @param fastMath by the loops that were compiled with -ffast-math, not those of -O3 alone
     */
    public static native void learnerSteps(long learner, int from, int count, long seed, boolean fastMath);

    public static native float learnerBias(long learner, int row);

    public static native void learnerFree(long learner);
}
