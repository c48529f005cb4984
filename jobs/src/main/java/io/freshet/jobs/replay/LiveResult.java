package io.freshet.jobs.replay;

import io.freshet.jobs.local.LoopTraffic;
import io.freshet.ranking.eval.Ranks;
import org.jspecify.annotations.Nullable;

/**
 * What the live job answered to a recorded stream.
 *
 * @param ranks as the evaluations topic has them
 * @param unevaluated tested events whose list was no longer there; their rank is 0
 * @param events played, all of them answered
 * @param seconds from the first event in its topic to the last answer in its
 * @param traffic of the loop; null if the run was stopped after its last answer
 */
record LiveResult(Ranks ranks, int unevaluated, int events, double seconds, @Nullable LoopTraffic traffic) {

    double eventsPerSecond() {
        return events / seconds;
    }
}
