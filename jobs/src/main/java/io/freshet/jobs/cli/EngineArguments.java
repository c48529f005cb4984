package io.freshet.jobs.cli;

import io.freshet.features.LoopConfig;
import io.freshet.jobs.replay.EngineKind;
import io.freshet.jobs.replay.LiveLoad;
import io.freshet.ranking.eval.LoopSchedule;
import io.freshet.ranking.eval.Mode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what carries the engine's own models. */
final class EngineArguments {
    private static final int MOST_LEARNERS = 128;
    private static final int MOST_DELAY_MS = 60_000;

    enum Kind {
        RUNNER,
        FLINK
    }

    @Option(
            names = "--engine",
            defaultValue = "runner",
            description = {
                "runner: one thread without Flink (default); flink: also through broker and job in this process,",
                "as model 'live', with how far its ranks agree with the runner's"
            })
    private Kind kind = Kind.RUNNER;

    @Option(names = "--parallelism", paramLabel = "P", description = "learners of --engine flink (default: 1)")
    private @Nullable Integer parallelism;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "events a second that --engine flink is sent (default: as fast as it answers)")
    private @Nullable Double rate;

    @Option(
            names = "--loop-delay",
            paramLabel = "MS",
            description = "hold published rows back for so long on their way to the replicas of --engine flink")
    private @Nullable Integer loopDelay;

    @Option(
            names = "--learners",
            paramLabel = "P",
            description = "simulate so many learners in the runner (default: 1)")
    private @Nullable Integer learners;

    @Option(
            names = "--sync",
            paramLabel = "N",
            description =
                    "all --learners push after so many events in all (default: learners × loop.push-events, or loop.alone-push-events)")
    private @Nullable Integer sync;

    @Option(
            names = "--delay",
            paramLabel = "D",
            description = "what --learners push arrives after so many more events in all (default: 0)")
    private @Nullable Integer delay;

    @Option(
            names = "--stall-timeout",
            paramLabel = "S",
            defaultValue = "120",
            description = "give --engine flink up when it answers nothing for so many seconds (default: 120)")
    private int stallTimeout;

    Duration stallTimeout(CommandLine command) {
        new OptionChecks(command).within("--stall-timeout", stallTimeout, 1, 86_400, "120 suits most machines");
        return Duration.ofSeconds(stallTimeout);
    }

    EngineKind kind(CommandLine command, Mode mode, LoopConfig loop) {
        OptionChecks checks = new OptionChecks(command);
        checks.onlyWith("--sync", sync, "--learners", learners);
        checks.onlyWith("--delay", delay, "--learners", learners);
        if (kind == Kind.RUNNER) {
            checks.onlyWith("--parallelism", parallelism, "--engine flink", null);
            checks.onlyWith("--rate", rate, "--engine flink", null);
            checks.onlyWith("--loop-delay", loopDelay, "--engine flink", null);
            return new EngineKind(null, learners == null ? null : schedule(command, learners, loop));
        }
        checks.onlyWithout("--learners", learners, "--engine flink", kind, "there it is --parallelism");
        if (mode != Mode.G) {
            throw new ParameterException(
                    command, "--engine flink cannot go with --mode S: the live job tests groups, use --mode G");
        }
        int subtasks = parallelism == null ? 1 : parallelism;
        checks.within("--parallelism", subtasks, 1, MOST_LEARNERS, "use at most the number of cores");
        checks.rate("--rate", rate);
        int delayMs = loopDelay == null ? 0 : loopDelay;
        checks.within("--loop-delay", delayMs, 0, MOST_DELAY_MS, "a loop that is slower than a minute has stopped");
        return new EngineKind(new LiveLoad(subtasks, rate, Duration.ofMillis(delayMs)), null);
    }

    private LoopSchedule schedule(CommandLine command, int count, LoopConfig loop) {
        try {
            LoopSchedule asLive = LoopSchedule.asLive(count, loop, delay == null ? 0 : delay);
            return sync == null ? asLive : new LoopSchedule(count, sync, asLive.delay());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--" + e.getMessage(), e);
        }
    }
}
