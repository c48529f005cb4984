package io.freshet.jobs.sweep;

import io.freshet.jobs.compare.Metric;
import io.freshet.jobs.compare.PairedDifference;
import java.util.List;

/**
 * What a sweep came to.
 *
 * @param ranking all trials, the best on the search part first; among equals the lower number
 * @param base trial 0
 * @param gain of the best over trial 0 on the rest; no difference if the best is trial 0
 * @param earlierLooks at the rest, before this one
 */
public record SweepResult(
        Metric metric,
        Parts parts,
        List<TrialResult> ranking,
        TrialResult base,
        PairedDifference gain,
        int earlierLooks) {
    public TrialResult best() {
        return ranking.get(0);
    }

    /** Whether the varied keys changed nothing at all. */
    public boolean allAlike() {
        return ranking.size() > 1
                && ranking.stream().map(TrialResult::digest).distinct().count() == 1;
    }

    public Verdict verdict() {
        if (best().trial().number() == Trial.BASE) {
            return Verdict.BASE_IS_BEST;
        }
        if (gain.isGain()) {
            return Verdict.HOLDS;
        }
        return gain.isLoss() ? Verdict.REVERSED : Verdict.NOT_CONFIRMED;
    }

    /** What became of the gain on events that took no part in the choice. */
    public enum Verdict {
        /** There was none. */
        BASE_IS_BEST,
        /** It is above zero beyond chance. */
        HOLDS,
        /** It may be chance, or too few users fare differently. */
        NOT_CONFIRMED,
        /** It is a loss beyond chance. */
        REVERSED
    }
}
