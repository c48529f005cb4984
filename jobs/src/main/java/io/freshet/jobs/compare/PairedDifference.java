package io.freshet.jobs.compare;

import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Window;
import java.util.Arrays;

/**
 * How much higher the average of some ranks is than that of others over the same tested events, with the interval of 95 %
 * of a paired bootstrap over those users who have such events.
 *
 * @param difference of the averages
 * @param low end of the interval
 * @param high end of the interval
 * @param p two-sided, not below what the few users who fare differently would do by chance
 */
public record PairedDifference(double difference, double low, double high, double p) {
    /** What there is to say of one that {@link #hasTooFewUsers}. */
    public static final String TOO_FEW_USERS =
            "The interval excludes 0, but too few users fare differently to trust it.";

    private static final double CONFIDENCE = 0.95;
    private static final int EVENTS = 0;
    private static final int REFERENCE = 1;
    private static final int VALUE = 2;
    private static final int DIFFERENCE = 3;
    private static final int COLUMNS = 4;
    private static final int NOBODY = -1;

    /**
     * Draws the users {@value Settings#USUAL_RESAMPLES} times.
     *
     * @param window with at least one tested event
     */
    public static PairedDifference of(Ranks ranks, Ranks reference, Window window, Metric metric, long seed) {
        UserSums sums = sums(ranks, reference, window, metric);
        double[] totals = new double[COLUMNS];
        for (int user = 0; user < sums.users(); user++) {
            sums.addTo(totals, user, 1);
        }
        double[] resampled = new UserBootstrap(sums, Settings.USUAL_RESAMPLES, seed).ratios(DIFFERENCE, EVENTS);
        Estimate estimate = Estimate.of(
                        (long) totals[EVENTS],
                        totals[REFERENCE] / totals[EVENTS],
                        totals[VALUE] / totals[EVENTS],
                        resampled,
                        CONFIDENCE)
                .amongUsers(sums.usersWith(DIFFERENCE));
        return new PairedDifference(estimate.difference(), estimate.low(), estimate.high(), estimate.p());
    }

    public boolean isGain() {
        return low > 0 && isSure();
    }

    public boolean isLoss() {
        return high < 0 && isSure();
    }

    /** Whether it looks like more than chance only because the same few users are drawn again and again. */
    public boolean hasTooFewUsers() {
        return (low > 0 || high < 0) && !isSure();
    }

    private boolean isSure() {
        return p <= 1 - CONFIDENCE;
    }

    private static UserSums sums(Ranks ranks, Ranks reference, Window window, Metric metric) {
        TestPlan plan = ranks.plan();
        int[] numbers = new int[plan.stream().users()];
        UserSums sums = new UserSums(number(plan, window, numbers), COLUMNS);
        for (int index = window.from(); index < window.to(); index++) {
            if (plan.isTested(index)) {
                int user = numbers[plan.stream().user(index)];
                double value = metric.of(ranks.rank(index));
                double other = metric.of(reference.rank(index));
                sums.add(user, EVENTS, 1);
                sums.add(user, REFERENCE, other);
                sums.add(user, VALUE, value);
                sums.add(user, DIFFERENCE, value - other);
            }
        }
        sums.settle();
        return sums;
    }

    /** Numbers those who are tested in the window; returns how many they are. */
    private static int number(TestPlan plan, Window window, int[] numbers) {
        Arrays.fill(numbers, NOBODY);
        int users = 0;
        for (int index = window.from(); index < window.to(); index++) {
            int user = plan.stream().user(index);
            if (plan.isTested(index) && numbers[user] == NOBODY) {
                numbers[user] = users++;
            }
        }
        return users;
    }
}
