package io.freshet.jobs.demo;

import io.freshet.jobs.local.Outputs;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Recommendations;

/** Hands what was read to scoreboard, spotlight and the log of ranks. */
final class DemoOutputs implements Outputs {
    private final Scoreboard scoreboard;
    private final Spotlight spotlight;
    private final RankLog ranks;

    DemoOutputs(Scoreboard scoreboard, Spotlight spotlight, RankLog ranks) {
        this.scoreboard = scoreboard;
        this.spotlight = spotlight;
        this.ranks = ranks;
    }

    @Override
    public void appended(String eventId, long appendMs) {
        scoreboard.appended(eventId, appendMs);
    }

    @Override
    public void evaluation(Evaluation evaluation, long appendMs) {
        if (scoreboard.evaluation(evaluation, appendMs)) {
            ranks.add(evaluation);
            spotlight.click(evaluation.userId(), evaluation.itemId());
        }
    }

    @Override
    public boolean wantLists() {
        return true;
    }

    @Override
    public void recommendations(Recommendations list, long readableMs) {
        if (scoreboard.recommendations(list, readableMs)) {
            spotlight.list(list);
        }
    }

    @Override
    public void deadLetter(int partition, long offset, long appendMs) {
        scoreboard.deadLetter(partition, offset, appendMs);
    }
}
