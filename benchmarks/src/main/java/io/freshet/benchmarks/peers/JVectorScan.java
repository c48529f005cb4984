package io.freshet.benchmarks.peers;

import io.github.jbellis.jvector.vector.VectorUtil;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.util.List;
import java.util.stream.Stream;

/** JVector's dot product over its own vectors and a heap of the best. One thread. */
public final class JVectorScan {
    private final VectorFloat<?>[] rows;

    public JVectorScan(float[][] rows) {
        this.rows = vectors(rows).toArray(VectorFloat<?>[]::new);
    }

    public void search(VectorFloat<?> query, BestRows best) {
        best.clear();
        for (int row = 0; row < rows.length; row++) {
            best.offer(row, VectorUtil.dotProduct(query, rows[row]));
        }
    }

    /** As the types that its implementation wants. */
    public static List<VectorFloat<?>> vectors(float[][] rows) {
        VectorTypeSupport types = VectorizationProvider.getInstance().getVectorTypeSupport();
        return Stream.of(rows)
                .<VectorFloat<?>>map(row -> types.createFloatVector(row.clone()))
                .toList();
    }

    /** Which of its implementations runs. */
    public static String implementation() {
        return VectorizationProvider.getInstance()
                .getVectorUtilSupport()
                .getClass()
                .getSimpleName();
    }
}
