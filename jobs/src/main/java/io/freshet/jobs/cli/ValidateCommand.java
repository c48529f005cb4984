package io.freshet.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.jobs.demo.Terminal;
import io.freshet.jobs.input.InputException;
import io.freshet.jobs.validate.Report;
import io.freshet.jobs.validate.TextReport;
import io.freshet.jobs.validate.Validation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet validate}: whether a recorded stream can be trusted, and how to evaluate on it. */
@Command(
        name = "validate",
        description = {
            "Checks recorded events before anything is measured on them, and advises how to replay them.",
            "Names every check with PASS, WARN or FAIL, figures, example rows and what to do.",
            "Status: 0 if no check fails (warnings are allowed), 1 if one does, 2 if the file cannot be used at all."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ValidateCommand implements Callable<Integer> {
    private static final int PASSES = 0;
    private static final int FAILS = 1;
    private static final int UNUSABLE = 2;

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--input", paramLabel = "FILE", required = true, description = "recorded interactions")
    private @Nullable Path input;

    @Option(names = "--min-value", paramLabel = "V", description = "check only rows with at least this value")
    private @Nullable Double minValue;

    @Option(names = "--json", description = "print one line of JSON instead of text")
    private boolean json;

    ValidateCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null || input == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        OptionChecks options = new OptionChecks(spec.commandLine());
        options.readable("--input", input);
        options.finite("--min-value", minValue);
        try {
            Report report = Validation.of(input, minValue);
            print(report);
            return report.passes() ? PASSES : FAILS;
        } catch (InputException e) {
            spec.commandLine().getErr().println("freshet: " + e.getMessage());
            return UNUSABLE;
        }
    }

    private void print(Report report) throws IOException {
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(report));
        } else {
            boolean colours = Terminal.isAttached() && System.getenv("NO_COLOR") == null;
            new TextReport(report, colours).lines().forEach(out::println);
        }
        out.flush();
    }
}
