package io.freshet.jobs.cli;

import picocli.CommandLine.Command;

/** {@code freshet bench job}; the launcher gives what else there is of {@code bench} to the program of the kernels. */
@Command(name = "bench", description = "Measures the live job: freshet bench job.", mixinStandardHelpOptions = true)
final class BenchCommand {
    BenchCommand() {}
}
