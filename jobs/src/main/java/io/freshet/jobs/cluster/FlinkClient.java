package io.freshet.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code flink run -d}, in a process of its own as Flink's script does it. */
final class FlinkClient {
    private static final String NAME = "client";
    private static final int PATIENCE_SECONDS = 120;
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

    /** The job's own words first, then those of Flink. */
    private static final List<Pattern> REASONS = List.of(
            Pattern.compile("^java\\.lang\\.Illegal(?:State|Argument)Exception: (.+)$", Pattern.MULTILINE),
            Pattern.compile(
                    "^(?:Unknown option|Missing required option|Invalid value|.*must be).*$", Pattern.MULTILINE),
            Pattern.compile("^Caused by: (.+)$", Pattern.MULTILINE));

    private final JavaCommands commands;
    private final Launcher launcher;
    private final ClusterDirectory directory;

    FlinkClient(JavaCommands commands, Launcher launcher, ClusterDirectory directory) {
        this.commands = commands;
        this.launcher = launcher;
        this.directory = directory;
    }

    /**
     * Submits the job.
     *
     * @param from a savepoint or retained checkpoint
     * @return the job's id
     * @throws IllegalStateException if the job was refused, with the reason
     */
    String run(Installation installation, Submission submission, @Nullable String from)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("run", "-d", "-p", Integer.toString(submission.parallelism())));
        if (from != null) {
            arguments.addAll(List.of("-s", from));
        }
        arguments.add(installation.jobJar().toString());
        arguments.addAll(submission.arguments());
        return jobId(said(arguments));
    }

    private String said(List<String> arguments) throws IOException, InterruptedException {
        Files.deleteIfExists(directory.log(NAME));
        Process client = launcher.startHere(NAME, commands.client(arguments));
        if (!client.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            client.destroyForcibly();
            throw new IllegalStateException("the job was not accepted within " + PATIENCE_SECONDS + " s: see "
                    + directory.log(NAME) + " and " + directory.log(Processes.JOB_MANAGER));
        }
        return Files.readString(directory.log(NAME));
    }

    private String jobId(String said) {
        Matcher id = JOB_ID.matcher(said);
        if (id.find()) {
            return id.group(1);
        }
        throw new IllegalStateException(
                "the job was not submitted: " + reason(said) + "; all of it is in " + directory.log(NAME));
    }

    static String reason(String said) {
        for (Pattern pattern : REASONS) {
            Matcher reason = pattern.matcher(said);
            if (reason.find()) {
                return reason.group(reason.groupCount());
            }
        }
        return "Flink's client gave no reason";
    }
}
