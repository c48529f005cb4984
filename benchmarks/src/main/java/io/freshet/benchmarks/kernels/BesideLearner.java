package io.freshet.benchmarks.kernels;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.KeyFilter;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.ScanPool;
import io.freshet.embedding.ScanResult;
import io.freshet.embedding.TopK;
import io.freshet.embedding.simd.KernelProvider;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A scan by a thread of its own of a table that a learner may write meanwhile. The only duel of two threads. */
public class BesideLearner extends Duel {
    private static final int WAITING = 4;
    private static final int USERS = 6_000;
    private static final int EVENTS = 4_096;

    @Param("1000000")
    public int items;

    /** The same scan while nobody learns, or a scan by the learner's own thread, which needs no care. */
    @Param({"alone", "own-thread"})
    public String peer = "";

    private final TopK best = new TopK();
    private float[][] queries;
    private ItemModel model;
    private Steps learner;
    private ScanPool pool;
    private int query;

    @Setup
    public void fill() {
        LearnerConfig config = LearnerConfig.DEFAULTS;
        Vectors vectors = new Vectors(items, config.dimension());
        queries = vectors.queries(ExactScan.QUERIES);
        model = vectors.into(ItemModel.shared(config, KernelProvider.create()));
        learner =
                new FreshetSteps(config, model, LearningEvents.of(EVENTS, USERS, items, config.contextLength()), USERS);
        pool = model.scanPool(1, WAITING);
    }

    @TearDown
    public void free() {
        pool.close();
    }

    @Override
    void next() {
        query = (query + 1) % queries.length;
    }

    @Override
    double ours() {
        return peer.equals("alone") ? whileLearning() : alone();
    }

    @Override
    double peer() {
        return peer.equals("alone") ? alone() : model.scan(queries[query], ExactScan.LIMIT, RowFilter.ALL, best);
    }

    private double whileLearning() {
        CompletableFuture<ScanResult> result = pool.submit(queries[query], ExactScan.LIMIT, KeyFilter.ALL);
        while (!result.isDone()) {
            learner.next(1);
        }
        return result.join().score(0);
    }

    private double alone() {
        return pool.submit(queries[query], ExactScan.LIMIT, KeyFilter.ALL)
                .join()
                .score(0);
    }
}
