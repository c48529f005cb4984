package io.freshet.benchmarks.engine;

import io.freshet.features.UserState;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.schemas.Interaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * An event of a stream in the engine: test, learn, and rank a list. Each run takes the next events, so every JVM measures
 * the same ones. One thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EngineEvent {
    /** Events of one run. */
    static final int EVENTS = 5_000;

    /** Events before the first run: the model is no longer young, and all code compiled. */
    static final int BEFORE = 100_000;

    static final int LIMIT = 10;

    /** A file, or empty for a generated stream. */
    @Param("")
    public String file = "";

    @Param("1")
    public float minValue;

    @Param("false")
    public boolean repeat;

    @Param("true")
    public boolean ranker;

    private final Map<String, UserState> users = new HashMap<>();
    private List<Interaction> stream = List.of();
    private Recommender engine;
    private int next;

    @Setup
    public void fill() throws IOException {
        stream = file.isEmpty() ? EngineStream.generated(2 * BEFORE) : EngineStream.read(Path.of(file), minValue);
        RecommenderConfig config = RecommenderConfig.defaults(repeat);
        engine = Recommender.alone(ranker ? config.with(RankerConfig.DEFAULTS) : config);
        EventParts unused = new EventParts();
        while (next < BEFORE) {
            list(testAndLearn(unused), unused);
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long learned(EventParts parts) {
        long sum = 0;
        for (int i = 0; i < EVENTS; i++) {
            sum += testAndLearn(parts).eventTimeMs();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long answered(EventParts parts) {
        long sum = 0;
        for (int i = 0; i < EVENTS; i++) {
            sum += list(testAndLearn(parts), parts);
        }
        return sum;
    }

    private Interaction testAndLearn(EventParts parts) {
        if (next == stream.size()) {
            throw new IllegalStateException("the stream has only " + next + " events: give one of "
                    + (BEFORE + EngineRun.RUNS * EVENTS) + " or more");
        }
        Interaction event = stream.get(next++);
        UserState user = users.computeIfAbsent(event.userId(), engine::newUser);
        long start = System.nanoTime();
        engine.evaluate(user, event);
        long tested = System.nanoTime();
        engine.learn(user, event);
        parts.testNanos += tested - start;
        parts.learnNanos += System.nanoTime() - tested;
        return event;
    }

    private int list(Interaction event, EventParts parts) {
        UserState user = users.computeIfAbsent(event.userId(), engine::newUser);
        long start = System.nanoTime();
        int listed = engine.recommend(user, event.eventTimeMs(), LIMIT).size();
        parts.listNanos += System.nanoTime() - start;
        return listed;
    }
}
