package io.freshet.benchmarks.run;

import io.freshet.benchmarks.report.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Has JMH run an experiment in a JVM of its own, and keeps what it prints in a log. */
final class ExperimentRunner {
    private static final String PACKAGE = "io.freshet.benchmarks.kernels.";

    private final Effort effort;
    private final Path log;

    /** @param log is appended to */
    ExperimentRunner(Effort effort, Path log) {
        this.effort = effort;
        this.log = log;
    }

    /**
     * All iterations, in order.
     *
     * @throws ExperimentFailed if the JVM or the benchmark did
     */
    List<Sample> run(Experiment experiment, Jdk jdk) throws ExperimentFailed {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            // where JMH passes on what the JVM prints, libraries' greetings above all
            System.setOut(out);
            System.setErr(out);
            List<Sample> samples = samples(new Runner(
                            options(experiment, jdk), OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL))
                    .run());
            if (samples.isEmpty()) {
                throw new ExperimentFailed("no iteration was measured: see " + log, null);
            }
            return samples;
        } catch (RunnerException e) {
            throw new ExperimentFailed("the benchmark failed: see " + log, e);
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
            append(printed);
        }
    }

    private Options options(Experiment experiment, Jdk jdk) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + (PACKAGE + experiment.duel()).replace(".", "\\.") + "\\.turn$")
                .forks(effort.jvms(experiment))
                .shouldFailOnError(true)
                .jvm(jdk.java().toString())
                .jvmArgs(jdk.options().toArray(String[]::new))
                .warmupIterations(effort.warmups())
                .warmupTime(effort.warmupTime())
                .measurementIterations(effort.iterations())
                .measurementTime(effort.iterationTime());
        experiment.parameters().forEach((name, value) -> options.param(name, value));
        return options.build();
    }

    private static List<Sample> samples(Collection<RunResult> results) {
        return results.stream()
                .flatMap(result -> result.getBenchmarkResults().stream())
                .map(BenchmarkResult::getIterationResults)
                .flatMap(Collection::stream)
                .map(ExperimentRunner::sample)
                .toList();
    }

    private static Sample sample(IterationResult iteration) {
        return new Sample(
                sum(iteration, "oursNanos"),
                sum(iteration, "oursUnits"),
                sum(iteration, "peerNanos"),
                sum(iteration, "peerUnits"),
                sum(iteration, "limitNanos"),
                sum(iteration, "limitUnits"),
                sum(iteration, "oursRecall"),
                sum(iteration, "peerRecall"),
                sum(iteration, "oursTail"),
                sum(iteration, "peerTail"));
    }

    /** @param name of a field of Turns */
    private static double sum(IterationResult iteration, String name) {
        Result<?> sum = iteration.getSecondaryResults().get(name);
        return Objects.requireNonNull(sum, name).getScore();
    }

    private void append(ByteArrayOutputStream printed) throws ExperimentFailed {
        try {
            Files.write(log, printed.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ExperimentFailed("cannot write " + log, e);
        }
    }
}
