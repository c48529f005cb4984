package io.freshet.benchmarks.peers;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Lucene's dot product over {@code float[]} rows and a heap of the best. One thread.
 *
 * <p>Its classes need Java 21, so they are looked up; a constant method handle is as fast as a call.
 */
public final class LuceneScan {
    /** The oldest Java that Lucene 10.6 runs on. */
    public static final int OLDEST_JAVA = 21;

    private static final String VECTOR_UTIL = "org.apache.lucene.util.VectorUtil";

    private final float[][] rows;

    /** @param rows kept, not copied */
    public LuceneScan(float[][] rows) {
        this.rows = rows;
    }

    public void search(float[] query, BestRows best) {
        best.clear();
        try {
            for (int row = 0; row < rows.length; row++) {
                best.offer(row, (float) Dot.HANDLE.invokeExact(query, rows[row]));
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Lucene's dot product failed", e);
        }
    }

    /** Why it cannot be used here, or null if it can. */
    public static @Nullable String missing() {
        return Runtime.version().feature() < OLDEST_JAVA ? "Lucene 10.6 needs Java 21" : null;
    }

    public static String version() throws ReflectiveOperationException {
        return Class.forName("org.apache.lucene.util.Version")
                .getField("LATEST")
                .get(null)
                .toString();
    }

    /** Which of its implementations runs. */
    public static String implementation() throws ReflectiveOperationException {
        Field implementation = Class.forName(VECTOR_UTIL).getDeclaredField("IMPL");
        implementation.setAccessible(true);
        return implementation.get(null).getClass().getSimpleName();
    }

    /** Apart, because where Lucene cannot be loaded a class with this constant cannot be used at all. */
    private static final class Dot {
        static final MethodHandle HANDLE = find();

        private static MethodHandle find() {
            try {
                return MethodHandles.publicLookup()
                        .findStatic(
                                Class.forName(VECTOR_UTIL),
                                "dotProduct",
                                MethodType.methodType(float.class, float[].class, float[].class));
            } catch (ReflectiveOperationException | LinkageError e) {
                throw new IllegalStateException("Lucene's dot product cannot be found", e);
            }
        }
    }
}
