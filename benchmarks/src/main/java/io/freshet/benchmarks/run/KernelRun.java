package io.freshet.benchmarks.run;

import io.freshet.benchmarks.report.Machine;
import io.freshet.benchmarks.report.Outcome;
import io.freshet.benchmarks.report.Sample;
import io.freshet.benchmarks.report.Target;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Runs the experiments on each JDK, one after the other. */
public final class KernelRun {
    private final Effort effort;
    private final List<Experiment> experiments;
    private final List<Jdk> jdks;
    private final ExperimentRunner runner;
    private final PrintStream out;

    /**
     * @param only the beginning of the names of targets; empty for all
     * @param log is written anew
     * @throws IllegalArgumentException if no target has such a name
     */
    public KernelRun(List<Jdk> jdks, boolean quick, String only, Path log, PrintStream out) throws IOException {
        this.effort = quick ? Effort.QUICK : Effort.FULL;
        this.experiments = KernelTargets.all().stream()
                .filter(experiment -> hasTarget(experiment, only))
                .filter(experiment -> !quick || !experiment.slow())
                .toList();
        if (experiments.isEmpty()) {
            throw new IllegalArgumentException("no benchmark is called " + only + ": --list shows all of them");
        }
        this.jdks = List.copyOf(jdks);
        Files.createDirectories(log.toAbsolutePath().getParent());
        Files.deleteIfExists(log);
        this.runner = new ExperimentRunner(effort, log);
        this.out = out;
    }

    /** The targets that there are. */
    public static List<Target> targets() {
        return KernelTargets.all().stream()
                .flatMap(experiment -> experiment.targets().stream())
                .toList();
    }

    /** @throws IOException if a JVM cannot be asked what it runs with */
    public List<Outcome> run() throws IOException {
        double expected =
                jdks.size() * experiments.stream().mapToDouble(this::seconds).sum();
        Progress progress = new Progress(out, System::nanoTime, jdks.size() * experiments.size(), expected);
        List<Outcome> outcomes = new ArrayList<>();
        for (Jdk jdk : jdks) {
            Machine machine = Probe.ask(jdk);
            progress.machine(machine);
            for (Experiment experiment : experiments) {
                progress.begins(experiment);
                List<Outcome> ended = outcomes(experiment, jdk, machine);
                progress.ended(seconds(experiment), ended);
                outcomes.addAll(ended);
            }
        }
        return Outcome.judgedByFastestRival(outcomes);
    }

    private List<Outcome> outcomes(Experiment experiment, Jdk jdk, Machine machine) {
        String missing = machine.build(experiment.targets().get(0).peer()).missing();
        if (missing != null) {
            return each(experiment, target -> Outcome.skipped(target, machine, missing));
        }
        try {
            List<Sample> samples = runner.run(experiment, jdk);
            return each(experiment, target -> Outcome.measured(target, machine, samples));
        } catch (ExperimentFailed e) {
            return each(experiment, target -> Outcome.failed(target, machine, String.valueOf(e.getMessage())));
        }
    }

    private static List<Outcome> each(Experiment experiment, Function<Target, Outcome> outcome) {
        return experiment.targets().stream().map(outcome).toList();
    }

    private double seconds(Experiment experiment) {
        return effort.seconds(experiment);
    }

    private static boolean hasTarget(Experiment experiment, String only) {
        return experiment.targets().stream().anyMatch(target -> target.name().startsWith(only));
    }
}
