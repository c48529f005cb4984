package io.freshet.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.jobs.compare.Compare;
import io.freshet.jobs.compare.Metric;
import io.freshet.jobs.compare.Report;
import io.freshet.jobs.compare.Settings;
import io.freshet.jobs.input.InputException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code freshet compare}: which of several runs is better, and whether that is real. */
@Command(
        name = "compare",
        description = {
            "Compares runs of replay with the first of them: which is better, by how much, whether that is real, and where.",
            "A run is DIR, or DIR:MODEL, which it must be if the directory has several models; a DIR may be named for each.",
            "Status: 0 whatever the verdict, 2 if the runs cannot be read or are not comparable."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class CompareCommand implements Callable<Integer> {
    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "2..*", description = "the reference, then what is compared with it")
    private List<String> runs = List.of();

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            defaultValue = "hr@10",
            converter = ToMetric.class,
            description = "what the verdict is about, of hr@10, ndcg@10, mrr@10, hr@100 (default: hr@10)")
    private Metric metric = Metric.HR_10;

    @Option(
            names = "--confidence",
            paramLabel = "P",
            defaultValue = "0.95",
            description = "of the intervals and the verdict (default: 0.95)")
    private double confidence;

    @Option(
            names = "--window",
            paramLabel = "N",
            description = "events of the stream in a window (default: a twentieth of it)")
    private @Nullable Integer window;

    @Option(
            names = "--resamples",
            paramLabel = "N",
            description = "of the users, for the intervals (default: 2000, more for many runs)")
    private @Nullable Integer resamples;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "of the resamples (default: 42)")
    private long seed;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    CompareCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        try {
            print(new Compare(new Settings(metric, confidence, window, resamples, seed)).run(runs));
            return spec.exitCodeOnSuccess();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (InputException e) {
            spec.commandLine().getErr().println("freshet: " + e.getMessage());
            return spec.exitCodeOnInvalidInput();
        }
    }

    private void print(Report report) throws IOException {
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(report.json()));
        } else {
            report.lines().forEach(out::println);
        }
        out.flush();
    }

    /** Metrics by the names that reports use. */
    static final class ToMetric implements ITypeConverter<Metric> {
        @Override
        public Metric convert(String name) {
            return Metric.of(name)
                    .orElseThrow(() -> new TypeConversionException("'" + name + "' is none of "
                            + Arrays.stream(Metric.values()).map(Metric::label).collect(Collectors.joining(", "))));
        }
    }
}
