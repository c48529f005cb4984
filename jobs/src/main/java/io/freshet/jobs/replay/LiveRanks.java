package io.freshet.jobs.replay;

import io.freshet.jobs.local.Ledger;
import io.freshet.jobs.local.LoopTraffic;
import io.freshet.jobs.local.Outputs;
import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.schemas.Evaluation;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Collects the ranks that the live job wrote; told by the reader's thread, asked when that has ended. */
final class LiveRanks implements Outputs {
    private final TestPlan plan;
    private final EventPlaces places;
    private final Ledger ledger;
    private final IntConsumer progress;
    private final Ranks ranks;
    private int answered;
    private int dead;
    private int unevaluated;
    private long lastAnswerMs;

    LiveRanks(TestPlan plan, EventPlaces places, Ledger ledger, IntConsumer progress) {
        this.plan = plan;
        this.places = places;
        this.ledger = ledger;
        this.progress = progress;
        this.ranks = new Ranks(plan);
    }

    @Override
    public void evaluation(Evaluation evaluation, long appendMs) {
        if (!ledger.answered(evaluation.eventId())) {
            return;
        }
        int index = places.of(evaluation.eventId());
        if (plan.isTested(index)) {
            ranks.set(index, evaluation.evaluated() ? evaluation.rank() : PrequentialModel.UNRANKED);
            unevaluated += evaluation.evaluated() ? 0 : 1;
        }
        lastAnswerMs = Math.max(lastAnswerMs, appendMs);
        progress.accept(++answered);
    }

    @Override
    public void deadLetter(int partition, long offset, long appendMs) {
        dead++;
        ledger.deadLettered(partition, offset);
    }

    /** Events with an evaluation. */
    int count() {
        return answered;
    }

    /** @throws IllegalStateException if an event has no evaluation */
    LiveResult result(@Nullable LoopTraffic traffic) {
        int events = plan.stream().size();
        if (answered < events) {
            throw new IllegalStateException((events - answered) + " of " + events + " events have no evaluation, "
                    + dead + " are in the dead letters: leave out events that lie in the future, or see the log");
        }
        double seconds = Math.max(1, lastAnswerMs - ledger.firstAppendMs()) / 1000.0;
        return new LiveResult(ranks, unevaluated, events, seconds, traffic);
    }
}
