package io.freshet.benchmarks.loops;

import static java.util.Objects.requireNonNull;

import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A closed loop: everybody gets a list in every round and takes one item from it, and that is all that the policy learns from
 * after a short history of free choice. Tells how unevenly items are shown, round by round.
 */
final class FeedbackLoop {
    private static final int LIST = 10;

    /** Free choices of each user before the first list, each from so many items at random. */
    private static final int FREE_CHOICES = 5;

    private static final int FREE_CHOICE_OF = 20;
    private static final long MS_APART = 60_000;

    private final Crowd crowd;
    private final RandomGenerator random;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Set<Integer>> taken = new ArrayList<>();
    private long events;

    FeedbackLoop(Crowd crowd, long seed) {
        this.crowd = crowd;
        this.random = new SplittableRandom(seed);
        for (int item = 0; item < crowd.items(); item++) {
            numbers.put(itemId(item), item);
        }
        for (int user = 0; user < crowd.users(); user++) {
            taken.add(new HashSet<>());
        }
    }

    /**
     * One round.
     *
     * @param gini of how often the round's lists showed each item: 0 all alike, 1 one item alone
     * @param shown share of all items that some list of the round showed
     * @param liking mean of what users think of what they took
     */
    record Round(double gini, double shown, double liking) {}

    List<Round> run(Policy policy, int rounds) {
        for (int choice = 0; choice < FREE_CHOICES; choice++) {
            for (int user = 0; user < crowd.users(); user++) {
                int[] offered = free(user);
                policy.learn(take(user, offered[crowd.choose(user, offered, random)]));
            }
        }
        List<Round> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            all.add(round(policy));
        }
        return all;
    }

    private Round round(Policy policy) {
        long[] shown = new long[crowd.items()];
        double liking = 0;
        for (int user = 0; user < crowd.users(); user++) {
            int[] list = policy.list(event(user, 0), LIST).stream()
                    .mapToInt(id -> requireNonNull(numbers.get(id)))
                    .toArray();
            for (int item : list) {
                shown[item]++;
            }
            int item = list[crowd.choose(user, list, random)];
            liking += crowd.liking(user, item);
            policy.learn(take(user, item));
        }
        long distinct = Arrays.stream(shown).filter(count -> count > 0).count();
        return new Round(gini(shown), (double) distinct / shown.length, liking / crowd.users());
    }

    static double gini(long[] counts) {
        long[] sorted = counts.clone();
        Arrays.sort(sorted);
        double weighted = 0;
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
            sum += sorted[i];
        }
        return weighted / (sorted.length * sum);
    }

    private int[] free(int user) {
        return random.ints(0, crowd.items())
                .filter(item -> !taken.get(user).contains(item))
                .distinct()
                .limit(FREE_CHOICE_OF)
                .toArray();
    }

    private Interaction take(int user, int item) {
        taken.get(user).add(item);
        Interaction event = event(user, item);
        events++;
        return event;
    }

    private Interaction event(int user, int item) {
        return Interaction.of("e" + events, "user" + user, itemId(item), 1f, MS_APART * events);
    }

    private static String itemId(int item) {
        return "item" + item;
    }
}
