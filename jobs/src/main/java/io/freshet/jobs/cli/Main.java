package io.freshet.jobs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code freshet} command. */
@Command(
        name = "freshet",
        description = "Recommendations as fresh as the last click, from Kafka and Flink.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "bench job measures the live job; bench kernels, a program of its own, the kernels beside those of others."
        })
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        int status = commandLine(new EngineParts(), out).execute(args);
        out.flush();
        System.exit(status);
    }

    static CommandLine commandLine(DemoParts parts, PrintStream out) {
        return new CommandLine(new Main())
                .addSubcommand(new DemoCommand(parts, out))
                .addSubcommand(ClusterCommand.of(out))
                .addSubcommand(new TopicsCommand())
                .addSubcommand(new ReplayCommand(out))
                .addSubcommand(new ValidateCommand(out))
                .addSubcommand(new SweepCommand(out))
                .addSubcommand(new CompareCommand(out))
                .addSubcommand(new ExportCommand(out))
                .addSubcommand(new AskCommand(out))
                .addSubcommand(new RulesCommand(out, Clock.systemUTC()))
                .addSubcommand(new PlayCommand(out))
                .addSubcommand(new TailCommand(out))
                .addSubcommand(new ConfigCommand(out))
                .addSubcommand(new CommandLine(new BenchCommand()).addSubcommand(new JobBenchCommand(out)))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(OneLineErrors::usage)
                .setExecutionExceptionHandler(OneLineErrors::failure);
    }
}
