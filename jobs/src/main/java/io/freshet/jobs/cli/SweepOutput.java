package io.freshet.jobs.cli;

import io.freshet.jobs.compare.Metric;
import io.freshet.jobs.compare.PairedDifference;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.sweep.Averages;
import io.freshet.jobs.sweep.SweepResult;
import io.freshet.jobs.sweep.Trial;
import io.freshet.jobs.sweep.TrialResult;
import io.freshet.jobs.text.TableText;
import io.freshet.ranking.eval.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What sweep prints when all is done. */
final class SweepOutput {
    private static final int SHOWN = 10;

    private final SweepResult result;
    private final String metric;

    private SweepOutput(SweepResult result) {
        this.result = result;
        this.metric = result.metric().label();
    }

    /** The best trials and the base settings, what is to be thought of the best, and how to use it. */
    static List<String> lines(SweepResult result) {
        return new SweepOutput(result).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("search part: "
                + part(result.parts().search(), result.base().search().events()) + "; rest: "
                + part(result.parts().rest(), result.base().rest().events()));
        lines.addAll(table());
        lines.add("");
        if (result.allAlike()) {
            lines.add("All trials rank alike: none of the varied keys matters to this model on this stream.");
        }
        lines.add(verdict());
        if (result.verdict() != SweepResult.Verdict.BASE_IS_BEST) {
            lines.add("");
            lines.add((holds() ? "The best trial's settings, for replay: " : "What was not confirmed, for replay: ")
                    + setOptions());
        }
        return lines;
    }

    private boolean holds() {
        return result.verdict() == SweepResult.Verdict.HOLDS;
    }

    private static String part(Window window, long tested) {
        return "events " + window.from() + " to " + (window.to() - 1) + ", " + tested + " tested";
    }

    private List<String> table() {
        List<Metric> metrics = Stream.of(Metric.values())
                .sorted(Comparator.comparing(other -> other != result.metric()))
                .toList();
        TableText table = new TableText().row(header(metrics));
        Stream.concat(
                        result.ranking().stream().limit(SHOWN),
                        result.ranking().stream().skip(SHOWN).filter(this::isBase))
                .forEach(trial -> table.row(row(trial, metrics)));
        return table.lines();
    }

    private String[] header(List<Metric> metrics) {
        return Stream.of(
                        Stream.of("trial"),
                        result.base().trial().values().keySet().stream(),
                        Stream.of("search " + metric),
                        metrics.stream().map(other -> "rest " + other.label()),
                        Stream.of("seconds"))
                .flatMap(cells -> cells)
                .toArray(String[]::new);
    }

    private String[] row(TrialResult trial, List<Metric> metrics) {
        return Stream.of(
                        Stream.of(trial.trial().number() + (isBase(trial) ? " base" : "")),
                        trial.trial().values().values().stream(),
                        Stream.of(number(Averages.of(result.metric(), trial.search()))),
                        metrics.stream().map(other -> number(Averages.of(other, trial.rest()))),
                        Stream.of(String.format(Locale.ROOT, "%.1f", trial.seconds())))
                .flatMap(cells -> cells)
                .toArray(String[]::new);
    }

    private boolean isBase(TrialResult trial) {
        return trial.trial().number() == Trial.BASE;
    }

    private String verdict() {
        return switch (result.verdict()) {
            case BASE_IS_BEST ->
                "Nothing is gained: on the search part no trial has a higher " + metric + " than the base settings.";
            case HOLDS -> "The gain holds on the rest of the stream, " + freshness() + ": " + onTheRest();
            case NOT_CONFIRMED ->
                "The gain of the search part is not confirmed on the rest of the stream, where the difference may be chance: "
                        + onTheRest()
                        + (result.gain().hasTooFewUsers() ? " " + PairedDifference.TOO_FEW_USERS : "");
            case REVERSED ->
                "The gain of the search part is a loss on the rest of the stream: keep the base settings. "
                        + onTheRest();
        };
    }

    /** Whoever has seen the figures of the rest may have let them take part. */
    private String freshness() {
        int looks = result.earlierLooks();
        return switch (looks) {
            case 0 -> "which took no part in the choice";
            case 1 -> "but the rest was looked at once before";
            default -> "but the rest was looked at " + looks + " times before";
        };
    }

    private String onTheRest() {
        PairedDifference gain = result.gain();
        return metric + " " + number(Averages.of(result.metric(), result.best().rest())) + " instead of "
                + number(Averages.of(result.metric(), result.base().rest())) + ", a difference of "
                + signed(gain.difference())
                + " (95 % interval over users: " + signed(gain.low()) + " to " + signed(gain.high())
                + "). On the search part it was "
                + signed(Averages.of(result.metric(), result.best().search())
                        - Averages.of(result.metric(), result.base().search()))
                + ".";
    }

    /** Every key that differs from the defaults, so that no file is needed, and the varied ones in any case. */
    private String setOptions() {
        Trial best = result.best().trial();
        return Settings.changes(best.settings().toTree(), best.values().keySet()).stream()
                .map(change -> "--set " + change)
                .collect(Collectors.joining(" "));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.4f", value);
    }
}
