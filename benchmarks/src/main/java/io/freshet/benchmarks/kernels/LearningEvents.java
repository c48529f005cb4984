package io.freshet.benchmarks.kernels;

import io.freshet.embedding.Context;
import io.freshet.embedding.ContextWeights;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A stream of events for learners: few items are popular, and users come back. Columns of equal length. */
record LearningEvents(int[] users, int[] positives, int[] recentItems, int[] weightIndexes, Context[] contexts) {
    private static final long SEED = 3;

    /** An age for each weight of a place, in milliseconds. */
    private static final long[] GAPS = {
        0, 60_000, 600_000, 3_600_000, 36_000_000, 259_200_000, 1_000_000_000, 5_000_000_000L
    };

    static LearningEvents of(int events, int users, int items, int contextLength) {
        LearningEvents all = new LearningEvents(
                new int[events],
                new int[events],
                new int[events * contextLength],
                new int[events * contextLength],
                new Context[events]);
        RandomGenerator random = new SplittableRandom(SEED);
        for (int event = 0; event < events; event++) {
            all.users[event] = random.nextInt(users);
            all.positives[event] = popular(random, items);
            all.contexts[event] = all.context(event, contextLength, items, random);
        }
        return all;
    }

    int size() {
        return users.length;
    }

    private Context context(int event, int length, int items, RandomGenerator random) {
        Context context = new Context(length);
        for (int k = 0; k < length; k++) {
            int row = popular(random, items);
            long gap = GAPS[random.nextInt(GAPS.length)];
            context.add(row, k, gap);
            recentItems[event * length + k] = row;
            weightIndexes[event * length + k] = ContextWeights.index(k, gap);
        }
        return context;
    }

    private static int popular(RandomGenerator random, int items) {
        double u = random.nextDouble();
        return (int) (items * u * u * u);
    }
}
