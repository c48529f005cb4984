package io.freshet.jobs.cli;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Refuses option values with the value, the limit, and what to do; options that are not given pass. */
final class OptionChecks {
    private static final double HIGHEST_RATE = 1_000_000;

    private final CommandLine command;

    OptionChecks(CommandLine command) {
        this.command = command;
    }

    void within(String option, int value, int lowest, int highest, String remedy) {
        if (value < lowest || value > highest) {
            throw refused(option + " " + value + " must be " + lowest + " to " + highest + ": " + remedy);
        }
    }

    void atLeastOne(String option, @Nullable Long value) {
        if (value != null && value < 1) {
            throw refused(option + " " + value + " must be at least 1: leave it out for all");
        }
    }

    void rate(String option, @Nullable Double value) {
        if (value != null && !(value > 0 && value <= HIGHEST_RATE)) {
            throw refused(option + " " + value + " must be above 0 and at most " + Math.round(HIGHEST_RATE)
                    + ": leave it out for as fast as possible");
        }
    }

    void share(String option, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw refused(option + " " + value + " must be 0 to 1: 0.5 is half of all");
        }
    }

    void finite(String option, @Nullable Double value) {
        if (value != null && !Double.isFinite(value)) {
            throw refused(option + " " + value + " is no finite number: give one or leave it out");
        }
    }

    void readable(String option, @Nullable Path file) {
        if (file != null && !(Files.isRegularFile(file) && Files.isReadable(file))) {
            throw refused(option + " " + file + " is no file that can be read: check its name and rights");
        }
    }

    void absent(String option, @Nullable Path file) {
        if (file != null && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(option + " " + file + " exists: name a new one, or remove that one");
        }
    }

    void onlyWithout(String option, @Nullable Object value, String other, @Nullable Object otherValue, String remedy) {
        if (value != null && otherValue != null) {
            throw refused(option + " " + value + " cannot go with " + other + ": " + remedy);
        }
    }

    void onlyWith(String option, @Nullable Object value, String other, @Nullable Object otherValue) {
        if (value != null && otherValue == null) {
            throw refused(option + " " + value + " needs " + other + ": give one or leave the other out");
        }
    }

    void onlyWith(String flag, boolean given, String other, @Nullable Object otherValue) {
        if (given && otherValue == null) {
            throw refused(flag + " needs " + other + ": give one or leave the other out");
        }
    }

    private ParameterException refused(String message) {
        return new ParameterException(command, message);
    }
}
