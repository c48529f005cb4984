package io.freshet.jobs.sweep;

import io.freshet.jobs.compare.PairedDifference;
import io.freshet.jobs.input.InputException;
import io.freshet.jobs.replay.ReplayModels;
import io.freshet.ranking.eval.Population;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.Summary;
import io.freshet.ranking.eval.TestPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * A request from its input to its verdict: every trial runs once over the whole stream, the best is chosen by the
 * stream's first part, and judged by the rest. One thread, which has others run the trials; the figures do not depend on
 * how many. Memory: the input, 4 bytes an event for the ranks of two trials, and a model for each trial that runs.
 */
public final class Sweep implements AutoCloseable {
    private static final long BOOTSTRAP_SEED = 1;

    private final SweepRequest request;
    private final TestPlan plan;
    private final Parts parts;
    private final List<Trial> trials;
    private final TrialRunner runner;
    private final SweepTable table;
    private final List<TrialResult> results;
    private final Comparator<TrialResult> bestFirst;
    private final Map<Integer, Ranks> kept = new HashMap<>();

    /**
     * Checks the request with all its trials, and opens its table.
     *
     * @throws InputException if it cannot be done, in one line
     */
    public Sweep(SweepRequest request) throws IOException {
        this.request = request;
        requireOneModel(request);
        this.trials = request.search().trials(request.base());
        int warmUp = request.warmUp().of(request.input().stream());
        this.plan = new TestPlan(
                request.input().stream(),
                request.mode(),
                request.variant(),
                warmUp,
                request.base().events());
        this.parts = Parts.of(plan, request.searchPart());
        this.runner = new TrialRunner(plan, request.model(), request.threads());
        this.bestFirst = Comparator.comparingDouble(
                        (TrialResult result) -> -Averages.of(request.metric(), result.search()))
                .thenComparingInt(result -> result.trial().number());
        SweepIdentity identity = new SweepIdentity(request, plan, parts);
        this.table = SweepTable.open(request.table(), identity, request.search().keys(), trials);
        this.results = new ArrayList<>(table.earlier());
    }

    /** How many there are in all. */
    public int trials() {
        return trials.size();
    }

    /** How many have been run, by this call or an earlier one. */
    public int finished() {
        return results.size();
    }

    /** Events that {@link #run} has yet to go through, each once for each trial. */
    public long work() {
        return (long) plan.stream().size() * (trials.size() - results.size());
    }

    /**
     * Runs the trials that are not in the table.
     *
     * @param progress told how many more events are done, in portions, by any thread
     */
    public void run(LongConsumer progress) throws IOException, InterruptedException {
        Set<Integer> done = new HashSet<>();
        results.forEach(result -> done.add(result.trial().number()));
        List<Trial> missing =
                trials.stream().filter(trial -> !done.contains(trial.number())).toList();
        runner.run(missing, progress, this::record);
    }

    /** Events that {@link #confirm} goes through: of trials that only an earlier call has seen the ranks of. */
    public long confirmationWork() {
        return (long) plan.stream().size() * unseen().size();
    }

    /**
     * Compares the best with trial 0 on the rest, when all trials have been run.
     *
     * @param progress told how many more events are done, in portions, by any thread
     */
    public SweepResult confirm(LongConsumer progress) throws IOException, InterruptedException {
        runner.run(unseen(), progress, this::requireSameRanks);
        TrialResult best = best();
        return new SweepResult(
                request.metric(),
                parts,
                results.stream().sorted(bestFirst).toList(),
                result(Trial.BASE),
                PairedDifference.of(
                        ranks(best.trial().number()),
                        ranks(Trial.BASE),
                        parts.rest(),
                        request.metric(),
                        BOOTSTRAP_SEED),
                table.look());
    }

    @Override
    public void close() throws IOException {
        table.close();
    }

    private void record(TrialRun.Finished finished) throws IOException {
        Summary summary = new Summary(finished.ranks());
        TrialResult result = new TrialResult(
                finished.trial(),
                summary.of(parts.search(), Population.ALL),
                summary.of(parts.rest(), Population.ALL),
                finished.seconds(),
                finished.ranks().digest());
        table.append(result);
        results.add(result);
        kept.put(finished.trial().number(), finished.ranks());
        int best = best().trial().number();
        kept.keySet().removeIf(number -> number != Trial.BASE && number != best);
    }

    private void requireSameRanks(TrialRun.Finished finished) {
        int number = finished.trial().number();
        if (!result(number).digest().equals(finished.ranks().digest())) {
            throw new IllegalStateException("trial " + number + " ranks otherwise than in " + request.table()
                    + ", which another build has written: start over with another file");
        }
        kept.put(number, finished.ranks());
    }

    private List<Trial> unseen() {
        return List.of(result(Trial.BASE), best()).stream()
                .map(TrialResult::trial)
                .distinct()
                .filter(trial -> !kept.containsKey(trial.number()))
                .toList();
    }

    private TrialResult best() {
        return results.stream().min(bestFirst).orElseThrow();
    }

    private TrialResult result(int number) {
        return results.stream()
                .filter(result -> result.trial().number() == number)
                .findFirst()
                .orElseThrow();
    }

    private Ranks ranks(int number) {
        Ranks ranks = kept.get(number);
        if (ranks == null) {
            throw new IllegalStateException("trial " + number + " has not been run: run() comes before confirm()");
        }
        return ranks;
    }

    private static void requireOneModel(SweepRequest request) {
        if (new ReplayModels(request.base(), null).of(List.of(request.model())).size() != 1) {
            throw new InputException("model " + request.model() + " is more than one: name one to be tuned");
        }
    }
}
