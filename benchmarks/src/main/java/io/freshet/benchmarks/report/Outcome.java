package io.freshet.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A target on one JVM.
 *
 * @param samples of all iterations; none if it was not measured
 * @param reason why the verdict is what it is, where the figure does not say it; else empty
 */
public record Outcome(Target target, Machine machine, List<Sample> samples, Verdict verdict, String reason) {

    public Outcome {
        samples = List.copyOf(samples);
    }

    public static Outcome measured(Target target, Machine machine, List<Sample> samples) {
        Limit limit = target.limit().apply(machine.java());
        PeerBuild build = machine.build(target.peer());
        if (!target.isComparable(build, machine.laneBits())) {
            return new Outcome(target, machine, samples, Verdict.NOT_COMPARABLE, "a build without AVX-512");
        }
        if (limit.side() == Limit.Side.NONE) {
            return new Outcome(target, machine, samples, Verdict.INFORMATION, recall(samples));
        }
        boolean reached = limit.isReachedBy(target.figure().over(samples).median());
        return reached
                ? new Outcome(target, machine, samples, Verdict.REACHED, "")
                : new Outcome(target, machine, samples, Verdict.MISSED, bound(target, samples));
    }

    /** What could be reached at all, where memory sets a limit. */
    private static String bound(Target target, List<Sample> samples) {
        double limit = median(samples, Sample::limit);
        return target.figure() != Figure.SPEED || Double.isNaN(limit)
                ? ""
                : "merely reading the bytes is " + Figure.SPEED.text(median(samples, Sample::peer) / limit);
    }

    public static Outcome skipped(Target target, Machine machine, String reason) {
        return new Outcome(target, machine, List.of(), Verdict.SKIPPED, reason);
    }

    public static Outcome failed(Target target, Machine machine, String reason) {
        return new Outcome(target, machine, List.of(), Verdict.FAILED, reason);
    }

    /** Leaves of each group of rivals the one whose peer is fastest to be judged, and makes information of the others. */
    public static List<Outcome> judgedByFastestRival(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcomes.stream().anyMatch(outcome::isEasierThan) ? outcome.asInformation() : outcome)
                .toList();
    }

    /** A peer that finds less than all is fast for that reason, too. */
    private static String recall(List<Sample> samples) {
        double peers = median(samples, Sample::peerRecall);
        double ours = median(samples, Sample::oursRecall);
        return peers == 1 ? "" : String.format(Locale.ROOT, "its recall is %.3f, ours %.4f", peers, ours);
    }

    static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return Spread.of(samples.stream().mapToDouble(figure).toArray()).median();
    }

    boolean isMeasured() {
        return !samples.isEmpty();
    }

    Limit limit() {
        return target.limit().apply(machine.java());
    }

    private boolean isEasierThan(Outcome other) {
        return isMeasured()
                && other.isMeasured()
                && !target.rivals().isEmpty()
                && target.rivals().equals(other.target.rivals())
                && machine.equals(other.machine)
                && target.figure().over(samples).median()
                        > other.target.figure().over(other.samples).median();
    }

    private Outcome asInformation() {
        return new Outcome(target, machine, samples, Verdict.INFORMATION, "the faster way of the peer is judged");
    }
}
