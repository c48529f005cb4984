package io.freshet.benchmarks.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code freshet bench} command. */
@Command(
        name = "freshet bench",
        description = "Measures Freshet beside what it wants to be as good as.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int status = commandLine(out, err).execute(args);
        out.flush();
        System.exit(status);
    }

    static CommandLine commandLine(PrintStream out, PrintStream err) {
        return new CommandLine(new Main())
                .addSubcommand(new KernelsCommand(out, err))
                .addSubcommand(new TableCommand(out))
                .addSubcommand(new EngineCommand(out))
                .addSubcommand(new LoopsCommand(out))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((problem, ignored) -> {
                    CommandLine command = problem.getCommandLine();
                    return refuse(
                            command,
                            problem.getMessage() + " (see "
                                    + command.getCommandSpec().qualifiedName() + " --help)");
                })
                .setExecutionExceptionHandler(
                        (problem, command, ignored) -> refuse(command, String.valueOf(problem.getMessage())));
    }

    private static int refuse(CommandLine command, String reason) {
        command.getErr().println("freshet: " + reason);
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
