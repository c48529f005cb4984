package io.freshet.benchmarks.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.benchmarks.peers.LuceneScan;
import io.freshet.embedding.ScanFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ScanPeerTest {
    private static final double ALL_BUT_TIES = 0.999;

    private final Vectors vectors = new Vectors(3_000, 24);
    private final float[][] queries = vectors.queries(20);
    private final Truth truth = Truth.of(
            new OurScan(vectors.toTable(Set.of(ScanFormat.FLOAT32)).scan(ScanFormat.FLOAT32), queries)::find,
            queries.length);

    @Test
    void theLoopInJavaFindsWhatWeFind() {
        assertThat(recall("scalar")).isGreaterThanOrEqualTo(ALL_BUT_TIES);
    }

    @Test
    void jvectorFindsWhatWeFind() {
        assertThat(recall("jvector")).isGreaterThanOrEqualTo(ALL_BUT_TIES);
    }

    @Test
    void luceneFindsWhatWeFind() {
        assumeTrue(LuceneScan.missing() == null, LuceneScan.missing());
        assertThat(recall("lucene")).isGreaterThanOrEqualTo(ALL_BUT_TIES);
    }

    @Test
    void aGraphIsSearchedAsFarAsItTakesToFindNearlyAll() {
        GraphPeer graph = GraphPeer.of("jvector-graph", vectors, queries, truth);

        assertThat(graph.recall()).isBetween(0.95, 1.0);
        graph.close();
    }

    private double recall(String name) {
        return truth.recall(ScanPeer.of(name, vectors, queries)::find);
    }
}
