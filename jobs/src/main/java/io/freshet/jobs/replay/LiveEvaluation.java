package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.input.InputException;
import io.freshet.jobs.local.LoopTraffic;
import io.freshet.jobs.local.StopSignal;
import io.freshet.jobs.rundir.ModelNames;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.TestPlan;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** The live job as one more model of a run, with how far it agrees with the runner. */
final class LiveEvaluation {
    private final LiveReplay replay;
    private final int parallelism;

    /** @throws InputException if the stream or the settings cannot be played to the job */
    LiveEvaluation(TestPlan plan, LiveSettings settings) {
        try {
            this.replay = new LiveReplay(plan, settings);
        } catch (IllegalArgumentException e) {
            throw new InputException(String.valueOf(e.getMessage()), e);
        }
        this.parallelism = settings.load().parallelism();
    }

    /**
     * Plays the whole stream; Ctrl-C ends it in good order.
     *
     * @param runner the ranks of the same engine in the runner
     * @throws Exception if the job fails or stalls
     */
    ModelResult run(Ranks runner, LongConsumer progress) throws Exception {
        LiveResult result = play(progress);
        Costs costs = new Costs();
        costs.finished(result.seconds(), result.events());
        ObjectNode agreement = new ObjectMapper().valueToTree(Agreement.of(result.ranks(), runner, parallelism));
        agreement.put("unevaluated", result.unevaluated());
        LoopTraffic traffic = result.traffic();
        if (traffic != null) {
            agreement.set("loop", loop(traffic, result.events()));
        }
        return new ModelResult(
                ModelNames.LIVE, result.ranks(), null, costs, new ShownLists(), Map.of(ModelNames.LIVE, agreement));
    }

    private static ObjectNode loop(LoopTraffic traffic, int events) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("rows_per_event", (double) traffic.rows() / events)
                .put("bytes_per_event", (double) traffic.bytes() / events)
                // of one learner: how many of its events go by between two of its pushes
                .put("events_per_push", (double) events / Math.max(1, traffic.pushes()));
    }

    private LiveResult play(LongConsumer progress) throws Exception {
        AtomicLong last = new AtomicLong();
        try (StopSignal stop = new StopSignal()) {
            stop.onInterrupt();
            return replay.run(answered -> progress.accept(answered - last.getAndSet(answered)), stop);
        }
    }
}
