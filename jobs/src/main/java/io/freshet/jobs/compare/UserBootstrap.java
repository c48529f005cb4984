package io.freshet.jobs.compare;

import io.freshet.embedding.SplitMix64;
import java.util.stream.IntStream;

/**
 * What the totals would have been with other users of the same kind: the bootstrap (Efron 1979) over whole users, drawn
 * with replacement, each with all of its events.
 *
 * <p>Events of one user are alike: a user whose taste suits a model hits again and again. An interval or a test over
 * events takes each for a fresh observation and so finds differences that are not there. Users are taken as independent,
 * which they are but nearly: they share one trained model. They are drawn once for all columns, so that every difference
 * is a paired one.
 *
 * <p>Each resample has a generator of its own, so the result is the same on any number of threads. Costs one pass over
 * the sums for each resample.
 */
final class UserBootstrap {
    private final double[][] totals;

    UserBootstrap(UserSums sums, int resamples, long seed) {
        this.totals = IntStream.range(0, resamples)
                .parallel()
                .mapToObj(resample -> totals(sums, new SplitMix64(SplitMix64.mix(seed ^ SplitMix64.mix(resample + 1)))))
                .toArray(double[][]::new);
    }

    /** One column over another for each resample: differences over events are a difference of means; 0 of none. */
    double[] ratios(int numerator, int denominator) {
        double[] ratios = new double[totals.length];
        for (int i = 0; i < ratios.length; i++) {
            double events = totals[i][denominator];
            ratios[i] = events == 0 ? 0 : totals[i][numerator] / events;
        }
        return ratios;
    }

    private static double[] totals(UserSums sums, SplitMix64 random) {
        int users = sums.users();
        int[] times = new int[users];
        for (int draw = 0; draw < users; draw++) {
            times[random.nextInt(users)]++;
        }
        double[] totals = new double[sums.columns()];
        for (int user = 0; user < users; user++) {
            if (times[user] > 0) {
                sums.addTo(totals, user, times[user]);
            }
        }
        return totals;
    }
}
