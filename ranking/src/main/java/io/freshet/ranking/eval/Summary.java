package io.freshet.ranking.eval;

import java.util.function.IntPredicate;

/** Averages of one model's ranks over parts of the tested events. */
public final class Summary {
    private final Ranks ranks;
    private final TestPlan plan;

    public Summary(Ranks ranks) {
        this.ranks = ranks;
        this.plan = ranks.plan();
    }

    public Accuracy of(Window window, Population population) {
        return over(window, index -> population.has(plan, index));
    }

    /** Over the whole stream. */
    public Accuracy of(Slice slice) {
        return over(Window.all(plan), index -> slice.has(plan, index));
    }

    /** Of the lists that unknown users were served, which count nowhere else; without events if there were none. */
    public Accuracy cold() {
        Accuracy.Sum sum = new Accuracy.Sum();
        for (int index = 0; index < plan.stream().size(); index++) {
            if (plan.isTested(index) && ranks.coldRank(index) >= 0) {
                sum.add(ranks.coldRank(index));
            }
        }
        return sum.result();
    }

    private Accuracy over(Window window, IntPredicate part) {
        Accuracy.Sum sum = new Accuracy.Sum();
        for (int index = window.from(); index < window.to(); index++) {
            if (plan.isTested(index) && part.test(index)) {
                sum.add(ranks.rank(index));
            }
        }
        return sum.result();
    }
}
