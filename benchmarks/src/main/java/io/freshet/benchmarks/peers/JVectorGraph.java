package io.freshet.benchmarks.peers;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JVector's graph, built on all cores and searched by one thread. */
public final class JVectorGraph implements AutoCloseable {
    private static final VectorSimilarityFunction SIMILARITY = VectorSimilarityFunction.DOT_PRODUCT;
    private static final int NEIGHBOURS = 32;
    private static final int BEAM = 100;
    private static final float OVERFLOW = 1.2f;
    private static final float ALPHA = 1.2f;

    private final RandomAccessVectorValues vectors;
    private final GraphSearcher searcher;

    public JVectorGraph(float[][] rows) {
        this.vectors = new ListRandomAccessVectorValues(JVectorScan.vectors(rows), rows[0].length);
        try (GraphIndexBuilder builder =
                new GraphIndexBuilder(vectors, SIMILARITY, NEIGHBOURS, BEAM, OVERFLOW, ALPHA, true)) {
            this.searcher = new GraphSearcher(builder.build(vectors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param beam how many candidates are kept on the way, at least {@code limit} */
    public SearchResult search(VectorFloat<?> query, int limit, int beam) {
        return searcher.search(
                DefaultSearchScoreProvider.exact(query, SIMILARITY, vectors), limit, beam, 0f, 0f, Bits.ALL);
    }

    @Override
    public void close() throws IOException {
        searcher.close();
    }
}
