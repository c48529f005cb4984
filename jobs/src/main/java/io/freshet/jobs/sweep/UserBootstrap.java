package io.freshet.jobs.sweep;

import io.freshet.embedding.SplitMix64;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Window;
import java.util.Arrays;

/**
 * Paired bootstrap over users (percentile interval, Efron & Tibshirani 1993, chapter 13): the events of a user depend on
 * each other, so it is users that are drawn, each with all that belongs to them. Cost: so many draws as users, 2000 times.
 */
final class UserBootstrap {
    private static final int RESAMPLES = 2_000;
    private static final int CUT = RESAMPLES / 40;

    private final double[] differences;
    private final int[] events;
    private final int users;

    /** Takes what each user adds to the two averages over the tested events in {@code window}. */
    UserBootstrap(Ranks ranks, Ranks reference, Window window, Metric metric) {
        TestPlan plan = ranks.plan();
        RecordedStream stream = plan.stream();
        double[] sums = new double[stream.users()];
        int[] counts = new int[stream.users()];
        for (int index = window.from(); index < window.to(); index++) {
            if (plan.isTested(index)) {
                sums[stream.user(index)] += metric.of(ranks.rank(index)) - metric.of(reference.rank(index));
                counts[stream.user(index)]++;
            }
        }
        this.differences = new double[sums.length];
        this.events = new int[sums.length];
        int kept = 0;
        for (int user = 0; user < sums.length; user++) {
            if (counts[user] > 0) {
                differences[kept] = sums[user];
                events[kept++] = counts[user];
            }
        }
        this.users = kept;
    }

    PairedDifference interval(long seed) {
        SplitMix64 random = new SplitMix64(seed);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            means[i] = resampled(random);
        }
        Arrays.sort(means);
        return new PairedDifference(mean(), means[CUT], means[RESAMPLES - 1 - CUT]);
    }

    private double mean() {
        return Arrays.stream(differences).sum() / Arrays.stream(events).sum();
    }

    private double resampled(SplitMix64 random) {
        double sum = 0;
        long count = 0;
        for (int draw = 0; draw < users; draw++) {
            int user = random.nextInt(users);
            sum += differences[user];
            count += events[user];
        }
        return sum / count;
    }
}
