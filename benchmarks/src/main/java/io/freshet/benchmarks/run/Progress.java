package io.freshet.benchmarks.run;

import io.freshet.benchmarks.report.Machine;
import io.freshet.benchmarks.report.Outcome;
import io.freshet.benchmarks.report.OutcomeTable;
import io.freshet.benchmarks.report.Peer;
import io.freshet.benchmarks.report.PeerBuild;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what runs, how many are done, and how long it will take; learns from what has run. One thread. */
final class Progress {
    private final PrintStream out;
    private final LongSupplier nanos;
    private final int count;
    private final double expectedSeconds;
    private final long start;
    private int begun;
    private double doneSeconds;

    /** @param expectedSeconds of all, as guessed beforehand */
    Progress(PrintStream out, LongSupplier nanos, int count, double expectedSeconds) {
        this.out = out;
        this.nanos = nanos;
        this.count = count;
        this.expectedSeconds = expectedSeconds;
        this.start = nanos.getAsLong();
    }

    void machine(Machine machine) {
        out.println("JDK " + machine.jdk() + ", kernels " + machine.kernels() + ", peers: "
                + Stream.of(Peer.values())
                        .filter(peer -> peer != Peer.FRESHET && peer != Peer.JAVA)
                        .map(peer -> peer(peer, machine.build(peer)))
                        .collect(Collectors.joining(", ")));
    }

    void begins(Experiment experiment) {
        begun++;
        String width = String.valueOf(String.valueOf(count).length());
        out.printf(
                Locale.ROOT,
                "[%" + width + "d of %d] %s: %s (%s left)%n",
                begun,
                count,
                experiment.targets().get(0).name(),
                experiment.targets().get(0).about(),
                left());
    }

    /** @param seconds as guessed beforehand */
    void ended(double seconds, List<Outcome> outcomes) {
        doneSeconds += seconds;
        outcomes.forEach(
                outcome -> out.println("    " + outcome.target().name() + " " + OutcomeTable.sentence(outcome)));
    }

    private String left() {
        double elapsed = (nanos.getAsLong() - start) / 1e9;
        double pace = doneSeconds > 0 ? elapsed / doneSeconds : 1;
        long seconds = Math.round((expectedSeconds - doneSeconds) * pace);
        return seconds >= 90 ? Math.round(seconds / 60.0) + " min" : seconds + " s";
    }

    private static String peer(Peer peer, PeerBuild build) {
        return build.missing() == null
                ? peer.label() + " " + build.version() + " (" + build.instructionSet() + ")"
                : peer.label() + " (SKIPPED: " + build.missing() + ")";
    }
}
