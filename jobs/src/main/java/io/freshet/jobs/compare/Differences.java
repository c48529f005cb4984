package io.freshet.jobs.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * The differences of several runs from the reference, with intervals from one bootstrap for all of them.
 *
 * <p>Its columns are, first, how many events each user has in all and in each slice, then for each run the differences in
 * each metric and, in the settings' metric, in each slice.
 */
final class Differences {
    private final Runs runs;
    private final Parts parts;
    private final Settings settings;
    private final int resamples;
    private final UserSums sums;
    private final UserBootstrap bootstrap;
    private final Means reference;

    Differences(Runs runs, Settings settings) {
        this.runs = runs;
        this.parts = new Parts(runs.events());
        this.settings = settings;
        this.resamples = settings.resamplesFor(runs.others().size() * Math.max(Metric.values().length, parts.tests()));
        this.sums = sums();
        this.bootstrap = new UserBootstrap(sums, resamples, settings.seed());
        this.reference = new Means(runs.reference(), parts, settings.metric());
    }

    int resamples() {
        return resamples;
    }

    /** @param other the run's place among the others */
    List<MetricEstimate> metrics(int other) {
        Means means = means(other);
        List<MetricEstimate> estimates = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            Estimate estimate =
                    estimate(parts.rows(), reference.of(metric), means.of(metric), column(other, metric), 0);
            estimates.add(new MetricEstimate(metric, estimate));
        }
        return estimates;
    }

    /** @param other the run's place among the others */
    List<SliceEstimate> slices(int other) {
        Means means = means(other);
        List<SliceEstimate> estimates = new ArrayList<>();
        for (Slice slice : Slice.values()) {
            estimates.add(new SliceEstimate(slice, estimate(slice, means, other)));
        }
        return estimates;
    }

    private Estimate estimate(Slice slice, Means means, int other) {
        long events = parts.events(slice);
        if (!parts.isTested(slice)) {
            return Estimate.untested(events, reference.of(slice), means.of(slice));
        }
        return estimate(events, reference.of(slice), means.of(slice), column(other, slice), count(slice.ordinal()));
    }

    private Estimate estimate(long events, double before, double after, int differences, int counts) {
        double[] resampled = bootstrap.ratios(differences, counts);
        return Estimate.of(events, before, after, resampled, settings.confidence())
                .amongUsers(sums.usersWith(differences));
    }

    private Means means(int other) {
        return new Means(runs.others().get(other), parts, settings.metric());
    }

    private UserSums sums() {
        UserSums byUser =
                new UserSums(runs.events().users(), column(runs.others().size(), Metric.HR_10));
        for (int row = 0; row < parts.rows(); row++) {
            int user = runs.events().user(row);
            byUser.add(user, 0, 1);
            byUser.add(user, count(parts.userSlice(row)), 1);
            byUser.add(user, count(parts.itemSlice(row)), 1);
        }
        for (int other = 0; other < runs.others().size(); other++) {
            addDifferences(byUser, other);
        }
        byUser.settle();
        return byUser;
    }

    private void addDifferences(UserSums byUser, int other) {
        int[] before = runs.reference().ranks();
        int[] after = runs.others().get(other).ranks();
        for (int row = 0; row < before.length; row++) {
            if (before[row] != after[row]) {
                int user = runs.events().user(row);
                for (Metric metric : Metric.values()) {
                    byUser.add(user, column(other, metric), metric.of(after[row]) - metric.of(before[row]));
                }
                double sliced =
                        settings.metric().of(after[row]) - settings.metric().of(before[row]);
                byUser.add(user, firstSlice(other) + parts.userSlice(row), sliced);
                byUser.add(user, firstSlice(other) + parts.itemSlice(row), sliced);
            }
        }
    }

    private static int count(int slice) {
        return 1 + slice;
    }

    private static int column(int other, Metric metric) {
        int counts = 1 + Slice.values().length;
        return counts + other * (Metric.values().length + Slice.values().length) + metric.ordinal();
    }

    private static int column(int other, Slice slice) {
        return firstSlice(other) + slice.ordinal();
    }

    private static int firstSlice(int other) {
        return column(other, Metric.HR_10) + Metric.values().length;
    }
}
