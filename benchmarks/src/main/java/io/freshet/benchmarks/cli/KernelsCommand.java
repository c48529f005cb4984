package io.freshet.benchmarks.cli;

import io.freshet.benchmarks.report.Outcome;
import io.freshet.benchmarks.report.OutcomeJson;
import io.freshet.benchmarks.report.OutcomeTable;
import io.freshet.benchmarks.report.Target;
import io.freshet.benchmarks.report.Verdict;
import io.freshet.benchmarks.run.Hosts;
import io.freshet.benchmarks.run.Jdk;
import io.freshet.benchmarks.run.KernelRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench kernels}: every target on each JDK, as a table and as JSON. */
@Command(
        name = "kernels",
        description =
                "Measures scans, row updates and the learner in turn with their peers, on one thread, and holds the"
                        + " ratios against their targets.",
        footer = {
            "",
            "Peers in C and C++ must be built before, by benchmarks/peers/build; without them they are skipped.",
            "Ratios are medians over the iterations of one JVM; ask nothing else of the machine meanwhile."
        },
        mixinStandardHelpOptions = true)
final class KernelsCommand implements Callable<Integer> {
    private final PrintStream out;
    private final PrintStream err;

    @Option(
            names = "--jdk",
            paramLabel = "HOME",
            arity = "1..*",
            description = "Homes of the JDKs to measure on; by default the one that runs this.")
    private List<Path> homes = new ArrayList<>();

    @Option(names = "--quick", description = "A first look: less measuring, and no graph indexes.")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Only what begins with this name, such as exact/1M or learn.")
    private String only = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "bench-kernels.json",
            description = "Where the figures go (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("bench-kernels.json");

    @Option(names = "--list", description = "Print the names and what they measure, and run nothing.")
    private boolean list;

    /** @param err for progress */
    KernelsCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException {
        if (list) {
            KernelRun.targets().forEach(this::print);
            return 0;
        }
        List<Outcome> outcomes = new KernelRun(jdks(), quick, only, log(), err).run();
        byJdk(outcomes).forEach(this::printTable);
        OutcomeJson.write(file, Hosts.current(quick), outcomes);
        out.println();
        out.println("Figures: " + file);
        return outcomes.stream().anyMatch(outcome -> outcome.verdict() == Verdict.FAILED) ? 1 : 0;
    }

    private List<Jdk> jdks() {
        return homes.isEmpty()
                ? List.of(Jdk.current())
                : homes.stream().map(Jdk::of).toList();
    }

    /** What JMH prints goes to the directory that the launcher names. */
    private static Path log() {
        return Path.of(System.getProperty("freshet.bench.log", "bench-kernels.log"));
    }

    private void print(Target target) {
        out.println(target.name() + "  " + target.about());
    }

    private static Map<String, List<Outcome>> byJdk(List<Outcome> outcomes) {
        Map<String, List<Outcome>> byJdk = new LinkedHashMap<>();
        outcomes.forEach(outcome -> byJdk.computeIfAbsent(
                        "JDK " + outcome.machine().jdk() + ", kernels "
                                + outcome.machine().kernels(),
                        title -> new ArrayList<>())
                .add(outcome));
        return byJdk;
    }

    private void printTable(String title, List<Outcome> outcomes) {
        out.println();
        out.println(title);
        OutcomeTable.lines(outcomes).forEach(out::println);
    }
}
