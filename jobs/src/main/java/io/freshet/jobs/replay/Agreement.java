package io.freshet.jobs.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.freshet.ranking.eval.Accuracy;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.TestPlan;

/**
 * How far the ranks that the live job gave agree with those of the runner, over all tested events.
 *
 * @param parallelism of the live job
 * @param compared tested events
 * @param equalRanks share with the same rank down to 100; lower ranks count as none. 1 if there are no events
 * @param equalWhereRanked the same share among the events that either ranks down to 100
 * @param hitsInBoth events that both have in their first ten
 * @param hitsOnlyLive events that only the live job has in its first ten
 * @param hitsOnlyRunner events that only the runner has in its first ten
 * @param hitOverlap hits in both ÷ hits in either (Jaccard 1901); 1 if neither has any
 * @param hitRate HR@10 of the live job; 0 if there are no events
 * @param hitRateOfRunner HR@10 of the runner
 * @param hitRateDifference HR@10 of the live job less that of the runner
 */
record Agreement(
        @JsonProperty("parallelism") int parallelism,
        @JsonProperty("compared") int compared,
        @JsonProperty("equal_ranks") double equalRanks,
        @JsonProperty("equal_where_ranked") double equalWhereRanked,
        @JsonProperty("hits_in_both") int hitsInBoth,
        @JsonProperty("hits_only_live") int hitsOnlyLive,
        @JsonProperty("hits_only_runner") int hitsOnlyRunner,
        @JsonProperty("hit_overlap") double hitOverlap,
        @JsonProperty("hr@10") double hitRate,
        @JsonProperty("hr@10_runner") double hitRateOfRunner,
        @JsonProperty("hr@10_difference") double hitRateDifference) {

    /**
     * Compares event by event.
     *
     * @throws IllegalArgumentException if the two are not of the same plan
     */
    public static Agreement of(Ranks live, Ranks runner, int parallelism) {
        if (live.plan() != runner.plan()) {
            throw new IllegalArgumentException("the ranks are of two plans: test the same events of the same stream");
        }
        Count count = new Count();
        TestPlan plan = live.plan();
        for (int index = 0; index < plan.stream().size(); index++) {
            if (plan.isTested(index)) {
                count.add(live.rank(index), runner.rank(index));
            }
        }
        return count.agreement(parallelism);
    }

    private static final class Count {
        private int all;
        private int equal;
        private int ranked;
        private int equalRanked;
        private int both;
        private int onlyLive;
        private int onlyRunner;

        void add(int live, int runner) {
            all++;
            int liveRank = within(live, Accuracy.LONG_N);
            int runnerRank = within(runner, Accuracy.LONG_N);
            equal += liveRank == runnerRank ? 1 : 0;
            ranked += liveRank > 0 || runnerRank > 0 ? 1 : 0;
            equalRanked += liveRank > 0 && liveRank == runnerRank ? 1 : 0;
            boolean liveHit = within(live, Accuracy.N) > 0;
            boolean runnerHit = within(runner, Accuracy.N) > 0;
            both += liveHit && runnerHit ? 1 : 0;
            onlyLive += liveHit && !runnerHit ? 1 : 0;
            onlyRunner += runnerHit && !liveHit ? 1 : 0;
        }

        Agreement agreement(int parallelism) {
            return new Agreement(
                    parallelism,
                    all,
                    share(equal, all, 1),
                    share(equalRanked, ranked, 1),
                    both,
                    onlyLive,
                    onlyRunner,
                    share(both, both + onlyLive + onlyRunner, 1),
                    share(both + onlyLive, all, 0),
                    share(both + onlyRunner, all, 0),
                    share(onlyLive - onlyRunner, all, 0));
        }

        private static int within(int rank, int limit) {
            return rank <= limit ? rank : 0;
        }

        private static double share(int part, int whole, double ofNone) {
            return whole == 0 ? ofNone : (double) part / whole;
        }
    }
}
