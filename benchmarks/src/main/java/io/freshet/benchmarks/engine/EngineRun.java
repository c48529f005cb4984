package io.freshet.benchmarks.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Has JMH run events through the engine, with its profiler of allocations. */
public final class EngineRun {
    private static final int WARMUPS = 4;
    private static final int ITERATIONS = 8;

    /** Runs of a JVM, warm-up included. */
    static final int RUNS = WARMUPS + ITERATIONS;

    /** So short that an iteration is one run. */
    private static final TimeValue ONE_RUN = TimeValue.milliseconds(1);

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final List<String> jvmOptions;
    private final Path log;

    /** @param log takes what JMH prints; is appended to */
    public EngineRun(List<String> jvmOptions, Path log) {
        this.jvmOptions = List.copyOf(jvmOptions);
        this.log = log;
    }

    /**
     * Measures one model.
     *
     * @param parameters of the stream, by the names of {@link EngineEvent}'s fields
     * @throws IllegalStateException if the JVM or the benchmark fails
     */
    public EventCost measure(boolean ranker, Map<String, String> parameters) throws IOException {
        List<IterationResult> learned = run("learned", ranker, parameters);
        List<IterationResult> answered = run("answered", ranker, parameters);
        return new EventCost(
                ranker ? "ranker" : "embedding",
                micros(answered, "testNanos"),
                micros(answered, "learnNanos"),
                micros(answered, "listNanos"),
                median(learned, ALLOCATED),
                median(answered, ALLOCATED) - median(learned, ALLOCATED));
    }

    private List<IterationResult> run(String what, boolean ranker, Map<String, String> parameters) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            Collection<RunResult> results = new Runner(
                            options(what, ranker, parameters).build(),
                            OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL))
                    .run();
            return results.stream()
                    .flatMap(result -> result.getBenchmarkResults().stream())
                    .flatMap(result -> result.getIterationResults().stream())
                    .toList();
        } catch (RunnerException e) {
            throw new IllegalStateException("the benchmark failed: see " + log, e);
        } finally {
            Files.write(log, printed.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private ChainedOptionsBuilder options(String what, boolean ranker, Map<String, String> parameters) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + EngineEvent.class.getName().replace(".", "\\.") + "\\." + what + "$")
                .param("ranker", String.valueOf(ranker))
                .forks(1)
                .shouldFailOnError(true)
                .syncIterations(false)
                .jvmArgs(jvmOptions.toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .warmupIterations(WARMUPS)
                .warmupTime(ONE_RUN)
                .measurementIterations(ITERATIONS)
                .measurementTime(ONE_RUN);
        parameters.forEach((name, value) -> options.param(name, value));
        return options;
    }

    private static double micros(List<IterationResult> iterations, String counter) {
        return median(iterations, counter) / EngineEvent.EVENTS / 1e3;
    }

    private static double median(List<IterationResult> iterations, String name) {
        double[] sorted = iterations.stream()
                .mapToDouble(iteration -> score(iteration, name))
                .sorted()
                .toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double score(IterationResult iteration, String name) {
        Result<?> result = iteration.getSecondaryResults().get(name);
        return Objects.requireNonNull(result, name).getScore();
    }
}
