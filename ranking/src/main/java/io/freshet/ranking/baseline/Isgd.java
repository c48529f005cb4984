package io.freshet.ranking.baseline;

import io.freshet.embedding.StartValues;
import io.freshet.ranking.eval.RecordedEvent;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/**
 * Incremental matrix factorization of positive events (Vinagre, Jorge & Gama 2014): one step towards p·q = 1 an event,
 * and the items whose p·q is nearest to 1 first.
 *
 * <p>One thread. Cost of a scoring: a multiplication an item and dimension.
 */
final class Isgd implements Scorer {
    private static final float DEVIATION = 0.1f;

    private final IsgdConfig config;
    private final UserVectors users;
    private final ItemVectors items;
    private float[] dots = new float[64];

    Isgd(IsgdConfig config, long seed) {
        StartValues start = new StartValues(seed, DEVIATION);
        this.config = config;
        this.users = new UserVectors(start, config.dimension());
        this.items = new ItemVectors(start, config.dimension());
    }

    @Override
    public void score(RecordedEvent event, IntArrayList history, int known, double[] scores) {
        if (dots.length < known) {
            dots = new float[scores.length];
        }
        Arrays.fill(dots, 0, known, 0);
        items.addDots(users.values(), users.offset(event.user()), known, dots);
        for (int item = 0; item < known; item++) {
            scores[item] = -Math.abs(1 - dots[item]);
        }
    }

    @Override
    public void learn(RecordedEvent event, IntArrayList history) {
        users.admit(event);
        items.admit(event);
        float[] values = users.values();
        int offset = users.offset(event.user());
        int item = event.item();
        float error = 1 - items.dot(values, offset, item);
        float rate = config.rate();
        float pull = config.regularization();
        for (int d = 0; d < config.dimension(); d++) {
            float[] column = items.dimension(d);
            float p = values[offset + d];
            float q = column[item];
            values[offset + d] = p + rate * (error * q - pull * p);
            column[item] = q + rate * (error * p - pull * q);
        }
    }

    @Override
    public boolean usesHistory() {
        return false;
    }

    @Override
    public long userBytes() {
        return users.bytes();
    }

    @Override
    public long itemBytes() {
        return items.bytes();
    }
}
