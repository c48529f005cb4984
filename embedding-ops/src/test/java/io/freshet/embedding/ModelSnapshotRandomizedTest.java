package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelSnapshotRandomizedTest {
    private static final int STEPS = 2_000;

    @ParameterizedTest(name = "dimension {0}, {1} items, ring of {2}, seed {3}")
    @CsvSource({"1, 10, 1, 1", "5, 60, 7, 2", "33, 400, 100, 3", "64, 400, 999, 4", "64, 2000, 10000, 5"})
    void aRestoredModelGoesOnBitForBit(int dimension, int items, int ring, long seed) throws IOException {
        LearnerConfig config = Snapshots.config(dimension, 4, ring);
        Life original = new Life(Snapshots.empty(config), config, items, seed);
        original.live(0, STEPS / 2);
        byte[] bytes = Snapshots.bytes(original.snapshot);
        Life restored = original.onTopOf(Snapshots.read(config, bytes));
        Snapshots.assertSame(restored.snapshot, original.snapshot);

        original.live(STEPS / 2, STEPS);
        restored.live(STEPS / 2, STEPS);

        Snapshots.assertSame(restored.snapshot, original.snapshot);
        assertThat(restored.users).usingRecursiveComparison().isEqualTo(original.users);
        assertThat(Snapshots.bytes(original.snapshot)).isNotEqualTo(bytes);
    }

    /** Users who take items, of which some are removed and some come back. What happens at a step depends on it alone. */
    private static final class Life {
        private final ModelSnapshot snapshot;
        private final LearnerConfig config;
        private final ContrastiveLearner learner;
        private final Context context;
        private final UserVector[] users = new UserVector[10];
        private final int items;
        private final long seed;

        Life(ModelSnapshot snapshot, LearnerConfig config, int items, long seed) {
            this.snapshot = snapshot;
            this.config = config;
            this.learner = new ContrastiveLearner(config, snapshot.model(), snapshot.sampler(), ChangeListener.NONE);
            this.context = new Context(config.contextLength());
            this.items = items;
            this.seed = seed;
            Arrays.setAll(users, user -> snapshot.model().startOfUser(user));
        }

        /** The same users with another model. */
        Life onTopOf(ModelSnapshot other) {
            Life life = new Life(other, config, items, seed);
            Arrays.setAll(life.users, user -> users[user].copy());
            return life;
        }

        void live(int from, int to) {
            for (int step = from; step < to; step++) {
                SplittableRandom random = new SplittableRandom(seed * STEPS + step);
                if (random.nextInt(5) == 0) {
                    remove(random.nextInt(items));
                }
                learn(random, step);
            }
        }

        private void remove(int item) {
            int row = snapshot.model().remove(SplitMix64.mix(item));
            if (row != ItemIndex.UNKNOWN) {
                snapshot.sampler().remove(row);
            }
        }

        private void learn(SplittableRandom random, int step) {
            context.clear();
            for (int k = random.nextInt(config.contextLength() + 1); k > 0; k--) {
                context.add(take(random), context.size(), 1L << random.nextInt(36));
            }
            assertThat(learner.learn(users[random.nextInt(users.length)], context, take(random), step))
                    .isTrue();
        }

        private int take(SplittableRandom random) {
            int item = random.nextInt(items);
            return snapshot.model().rowOf(SplitMix64.mix(item), "item-" + item);
        }
    }
}
