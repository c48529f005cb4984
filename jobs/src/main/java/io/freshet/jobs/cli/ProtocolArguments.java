package io.freshet.jobs.cli;

import io.freshet.jobs.replay.WarmUpLength;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.Variant;
import picocli.CommandLine.Option;

/** The options that say how is tested. */
final class ProtocolArguments {
    @Option(
            names = "--mode",
            defaultValue = "G",
            description = "G: events of one user and time are tested before any is learned (default); S: one by one")
    Mode mode = Mode.G;

    @Option(
            names = "--variant",
            defaultValue = "X",
            description = "X: items are consumed once (default); I: items repeat")
    Variant variant = Variant.X;

    @Option(
            names = "--warm-up",
            paramLabel = "N|DURATION",
            converter = WarmUpConverter.class,
            defaultValue = "0",
            description = "learn from the first N events, or from those of the first 12h or 30d, without testing them")
    WarmUpLength warmUp = WarmUpLength.NONE;
}
