package io.freshet.ranking.baseline;

import io.freshet.embedding.SplitMix64;
import io.freshet.embedding.StableHash;
import io.freshet.embedding.StartValues;
import io.freshet.embedding.simd.StableMath;
import io.freshet.ranking.eval.RecordedEvent;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/**
 * Bayesian personalized ranking (Rendle et al. 2009), learned event by event: score b_j + p·q_j, and for each of the
 * negatives j of an event on i one step up log σ(score_i − score_j). Negatives are uniform over the known items; one
 * that is i, or that the user had before, is dropped.
 *
 * <p>Random numbers are seeded from seed and event id. One thread. Cost of a scoring: a multiplication an item and
 * dimension; of learning: as many an item drawn, and the user's history.
 */
final class Bpr implements Scorer {
    private static final float DEVIATION = 0.1f;

    private final BprConfig config;
    private final long seed;
    private final UserVectors users;
    private final ItemVectors items;
    private final SplitMix64 random = new SplitMix64(0);
    private float[] biases = new float[64];
    private float[] sums = new float[64];
    private int[] hadAt = new int[64];
    private int learned;

    Bpr(BprConfig config, long seed) {
        StartValues start = new StartValues(seed, DEVIATION);
        this.config = config;
        this.seed = seed;
        this.users = new UserVectors(start, config.dimension());
        this.items = new ItemVectors(start, config.dimension());
    }

    @Override
    public void score(RecordedEvent event, IntArrayList history, int known, double[] scores) {
        if (sums.length < known) {
            sums = new float[scores.length];
        }
        System.arraycopy(biases, 0, sums, 0, known);
        items.addDots(users.values(), users.offset(event.user()), known, sums);
        for (int item = 0; item < known; item++) {
            scores[item] = sums[item];
        }
    }

    @Override
    public void learn(RecordedEvent event, IntArrayList history) {
        users.admit(event);
        items.admit(event);
        int item = event.item();
        if (item >= biases.length) {
            biases = Arrays.copyOf(biases, 2 * item);
            hadAt = Arrays.copyOf(hadAt, 2 * item);
        }
        learned++;
        hadAt[item] = learned;
        for (int i = 0; i < history.size(); i++) {
            hadAt[history.getInt(i)] = learned;
        }
        random.reset(seed ^ StableHash.of(event.interaction().eventId()));
        for (int n = 0; n < config.negatives(); n++) {
            int negative = random.nextInt(items.size());
            if (hadAt[negative] != learned) {
                step(users.offset(event.user()), item, negative);
            }
        }
    }

    @Override
    public long userBytes() {
        return users.bytes();
    }

    @Override
    public long itemBytes() {
        return items.bytes() + (long) (Float.BYTES + Integer.BYTES) * biases.length;
    }

    private void step(int offset, int item, int negative) {
        float[] values = users.values();
        float better = biases[item] - biases[negative];
        for (int d = 0; d < config.dimension(); d++) {
            float[] column = items.dimension(d);
            better += values[offset + d] * (column[item] - column[negative]);
        }
        float slope = 1 / (1 + StableMath.exp(better));
        float rate = config.rate();
        float pull = config.regularization();
        biases[item] += rate * (slope - pull * biases[item]);
        biases[negative] -= rate * (slope + pull * biases[negative]);
        for (int d = 0; d < config.dimension(); d++) {
            float[] column = items.dimension(d);
            float p = values[offset + d];
            float up = column[item];
            float down = column[negative];
            values[offset + d] = p + rate * (slope * (up - down) - pull * p);
            column[item] = up + rate * (slope * p - pull * up);
            column[negative] = down - rate * (slope * p + pull * down);
        }
    }
}
