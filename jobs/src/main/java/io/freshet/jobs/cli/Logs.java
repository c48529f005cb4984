package io.freshet.jobs.cli;

import java.nio.file.Path;

/** Where the log goes; to be told before the first logger is made. */
final class Logs {
    private static final String CONFIGURATION = "log4j2.configurationFile";

    private Logs() {}

    static void toErrorOutput(boolean verbose) {
        configure(verbose);
    }

    static void toFile(Path file, boolean verbose) {
        System.setProperty("freshet.log.file", file.toString());
        System.setProperty("freshet.log.target", "file");
        configure(verbose);
    }

    private static void configure(boolean verbose) {
        System.setProperty("freshet.log.level", verbose ? "INFO" : "WARN");
        System.setProperty("freshet.log.usual", verbose ? "INFO" : "ERROR");
        if (System.getProperty(CONFIGURATION) == null) {
            System.setProperty(CONFIGURATION, "freshet-log4j2.xml");
        }
    }
}
