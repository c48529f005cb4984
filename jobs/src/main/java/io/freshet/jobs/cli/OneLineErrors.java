package io.freshet.jobs.cli;

import io.freshet.jobs.demo.RootCause;
import io.freshet.jobs.input.InputException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says in one line on the error output what is wrong. */
final class OneLineErrors {

    private OneLineErrors() {}

    /** For a command line that cannot be understood: status 2. */
    static int usage(ParameterException problem, String... args) {
        CommandLine command = problem.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr()
                .println("freshet: " + firstLine(String.valueOf(problem.getMessage())) + " (see " + name + " --help)");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** For a command that failed: status 2 if its input cannot be used, else 1. */
    static int failure(Exception problem, CommandLine command, ParseResult parsed) {
        command.getErr().println("freshet: " + reason(problem));
        return problem instanceof InputException
                ? command.getCommandSpec().exitCodeOnInvalidInput()
                : command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** Our own exceptions say it all in their message; of others the innermost cause says most. */
    private static String reason(Exception problem) {
        boolean ours = problem instanceof IllegalStateException
                || problem instanceof InputException
                || problem instanceof IllegalArgumentException
                || (problem instanceof IOException && !(problem instanceof FileSystemException));
        return ours && problem.getMessage() != null ? firstLine(problem.getMessage()) : RootCause.of(problem);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
