package io.freshet.jobs.compare;

import io.freshet.embedding.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/** Draws users and puts their events, one by one, into a list: slow and obviously right. */
final class NaiveBootstrap {
    private NaiveBootstrap() {}

    /** Mean over the events of each resample. @param byUser the events' values of each user */
    static double[] means(List<List<Double>> byUser, int resamples, long seed) {
        double[] means = new double[resamples];
        for (int resample = 0; resample < resamples; resample++) {
            SplitMix64 random = new SplitMix64(SplitMix64.mix(seed ^ SplitMix64.mix(resample + 1)));
            List<Double> events = new ArrayList<>();
            for (int draw = 0; draw < byUser.size(); draw++) {
                events.addAll(byUser.get(random.nextInt(byUser.size())));
            }
            means[resample] =
                    events.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        }
        return means;
    }
}
