package io.freshet.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.embedding.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserBootstrapTest {
    private static final int RESAMPLES = 500;

    @Test
    void resamplesAreThoseOfTheNaiveBootstrap() {
        List<List<Double>> byUser =
                List.of(List.of(1.0, 0.0, -1.0), List.of(0.5), List.of(), List.of(1.0, 1.0), List.of(0.25));
        double[] fast = new UserBootstrap(sums(byUser), RESAMPLES, 7).ratios(1, 0);
        assertThat(fast).containsExactly(NaiveBootstrap.means(byUser, RESAMPLES, 7), within(1e-12));
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherOthers() {
        UserSums sums = sums(alike(new SplitMix64(1), 40, 0.1));
        double[] first = new UserBootstrap(sums, RESAMPLES, 42).ratios(1, 0);
        assertThat(new UserBootstrap(sums, RESAMPLES, 42).ratios(1, 0)).containsExactly(first);
        assertThat(new UserBootstrap(sums, RESAMPLES, 43).ratios(1, 0)).isNotEqualTo(first);
    }

    @Test
    void aResampleWithoutEventsOfASliceHasNoDifference() {
        double[] ratios = new UserBootstrap(sums(List.of(List.of(), List.of())), 10, 1).ratios(1, 0);
        assertThat(ratios).containsOnly(0.0);
    }

    /** Of 300 streams without any difference, a 95 % interval may miss 0 in about 15. */
    @Test
    void withoutADifferenceTheIntervalKeepsItsLevelWhereMcNemarsTestDoesNotOverSeed99() {
        SplitMix64 random = new SplitMix64(99);
        int streams = 300;
        int byInterval = 0;
        int byMcNemar = 0;
        for (int stream = 0; stream < streams; stream++) {
            List<List<Double>> byUser = alike(random, 60, 0);
            double[] resampled = new UserBootstrap(sums(byUser), RESAMPLES, stream).ratios(1, 0);
            byInterval += Estimate.of(1, 0, 0, resampled, 0.95).excludesZero() ? 1 : 0;
            byMcNemar += mcNemar(byUser).p() <= 0.05 ? 1 : 0;
        }
        assertThat(byInterval).isBetween(5, 30);
        assertThat(byMcNemar).as("events of one user are alike").isGreaterThan(90);
    }

    @Test
    void aTrueDifferenceIsInTheIntervalAboutAsOftenAsPromisedOverSeed5() {
        SplitMix64 random = new SplitMix64(5);
        int covered = 0;
        for (int stream = 0; stream < 300; stream++) {
            double[] resampled = new UserBootstrap(sums(alike(random, 60, 0.4)), RESAMPLES, stream).ratios(1, 0);
            Estimate estimate = Estimate.of(1, 0, 0, resampled, 0.95);
            covered += estimate.low() <= 0.4 && 0.4 <= estimate.high() ? 1 : 0;
        }
        assertThat(covered).isBetween(270, 295);
    }

    /** Users of 20 events, for each of whom one side hits all of them: the run with a chance of (1 + difference)/2. */
    private static List<List<Double>> alike(SplitMix64 random, int users, double difference) {
        List<List<Double>> byUser = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            double value = random.nextFloat() < (1 + difference) / 2 ? 1 : -1;
            List<Double> events = new ArrayList<>();
            for (int event = 0; event < 20; event++) {
                events.add(value);
            }
            byUser.add(events);
        }
        return byUser;
    }

    private static McNemar mcNemar(List<List<Double>> byUser) {
        List<Double> events = byUser.stream().flatMap(List::stream).toList();
        long run = events.stream().filter(value -> value > 0).count();
        return new McNemar(run, events.size() - run);
    }

    private static UserSums sums(List<List<Double>> byUser) {
        UserSums sums = new UserSums(byUser.size(), 2);
        for (int user = 0; user < byUser.size(); user++) {
            for (double value : byUser.get(user)) {
                sums.add(user, 0, 1);
                sums.add(user, 1, value);
            }
        }
        return sums;
    }
}
