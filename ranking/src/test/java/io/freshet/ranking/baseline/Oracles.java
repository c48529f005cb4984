package io.freshet.ranking.baseline;

import io.freshet.embedding.SplitMix64;
import io.freshet.embedding.StableHash;
import io.freshet.embedding.StartValues;
import io.freshet.embedding.StartValues.Table;
import io.freshet.embedding.simd.StableMath;
import io.freshet.ranking.eval.RecordedEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The formulas of the baselines, written down without a thought for their cost. */
final class Oracles {
    private Oracles() {}

    static OracleModel.Score of(Baseline baseline, BaselineConfig config, long seed) {
        return switch (baseline) {
            case POPULARITY -> (item, user, past) -> count(item, past);
            case DECAYED_POPULARITY -> (item, user, past) -> decayed(config.decayedPopularity(), item, past);
            case KNN -> (item, user, past) -> knn(config.knn(), item, user, past);
            case RULES -> (item, user, past) -> rules(config.rules(), item, user, past);
            case ISGD ->
                (item, user, past) ->
                        new Factors(seed, config.isgd().dimension()).isgd(config.isgd(), item, user, past);
            case BPR ->
                (item, user, past) ->
                        new Factors(seed, config.bpr().dimension()).bpr(config.bpr(), seed, item, user, past);
            case OWN_HISTORY -> (item, user, past) -> own(config.ownHistory(), item, user, past);
        };
    }

    /** The items of a user's events, the oldest first. */
    static List<Integer> itemsOf(int user, List<RecordedEvent> past) {
        return past.stream()
                .filter(event -> event.user() == user)
                .map(RecordedEvent::item)
                .toList();
    }

    private static int count(int item, List<RecordedEvent> past) {
        return (int) past.stream().filter(event -> event.item() == item).count();
    }

    private static Set<Integer> usersOf(int item, List<RecordedEvent> past) {
        Set<Integer> users = new HashSet<>();
        past.stream().filter(event -> event.item() == item).forEach(event -> users.add(event.user()));
        return users;
    }

    private static double decayed(DecayedPopularityConfig config, int item, List<RecordedEvent> past) {
        RecordedEvent last = past.get(past.size() - 1);
        double sum = 0;
        for (RecordedEvent event : past) {
            if (event.item() == item) {
                double age =
                        switch (config.unit()) {
                            case EVENTS -> last.index() - event.index();
                            case HOURS -> (last.timeMs() - event.timeMs()) / 3_600_000.0;
                        };
                sum += Math.pow(0.5, age / config.halfLife());
            }
        }
        return sum;
    }

    private static double knn(KnnConfig config, int item, int user, List<RecordedEvent> past) {
        List<Integer> history = itemsOf(user, past);
        double sum = 0;
        double weight = 1;
        for (int p = 0; p < config.recent() && p < history.size(); p++) {
            int recent = history.get(history.size() - 1 - p);
            if (recent != item) {
                Set<Integer> both = usersOf(item, past);
                both.retainAll(usersOf(recent, past));
                sum += weight * (1 / Math.sqrt(count(recent, past))) * both.size();
            }
            weight *= config.decay();
        }
        return sum * (1 / Math.sqrt(count(item, past))) + 1e-9 * count(item, past);
    }

    private static double rules(RulesConfig config, int item, int user, List<RecordedEvent> past) {
        List<Integer> history = itemsOf(user, past);
        double sum = 0;
        for (int d = 1; d <= config.recent() && d <= history.size(); d++) {
            sum += 1.0 / d * followed(config, history.get(history.size() - d), item, past);
        }
        return sum + 1e-9 * count(item, past);
    }

    private static float followed(RulesConfig config, int from, int to, List<RecordedEvent> past) {
        float weight = 0;
        for (int i = 0; i < past.size(); i++) {
            if (past.get(i).item() == to && from != to) {
                List<Integer> before = itemsOf(past.get(i).user(), past.subList(0, i));
                for (int d = 1; d <= config.steps() && d <= before.size(); d++) {
                    weight += before.get(before.size() - d) == from ? 1f / d : 0;
                }
            }
        }
        return weight;
    }

    private static double own(OwnHistoryConfig config, int item, int user, List<RecordedEvent> past) {
        List<Integer> history = itemsOf(user, past);
        if (!history.contains(item)) {
            return count(item, past) - 1e6;
        }
        double sum = 0;
        double weight = 1;
        for (int i = history.size() - 1; i >= 0; i--) {
            sum += history.get(i) == item ? weight : 0;
            weight *= config.decay();
        }
        return sum;
    }

    /** Vectors by number, learned from the whole past for every single score. */
    private static final class Factors {
        private final StartValues start;
        private final int dimension;
        private final Map<Integer, float[]> users = new HashMap<>();
        private final Map<Integer, float[]> items = new HashMap<>();
        private final Map<Integer, Float> biases = new HashMap<>();

        private Factors(long seed, int dimension) {
            this.start = new StartValues(seed, 0.1f);
            this.dimension = dimension;
        }

        private double isgd(IsgdConfig config, int item, int user, List<RecordedEvent> past) {
            for (RecordedEvent event : past) {
                meet(event);
                float[] p = vector(users, event.user());
                float[] q = vector(items, event.item());
                float error = 1 - dot(0, p, q);
                for (int d = 0; d < dimension; d++) {
                    float old = p[d];
                    p[d] += config.rate() * (error * q[d] - config.regularization() * p[d]);
                    q[d] += config.rate() * (error * old - config.regularization() * q[d]);
                }
            }
            return -Math.abs(1 - dot(0, vector(users, user), vector(items, item)));
        }

        private double bpr(BprConfig config, long seed, int item, int user, List<RecordedEvent> past) {
            int known = 0;
            for (int i = 0; i < past.size(); i++) {
                RecordedEvent event = past.get(i);
                List<Integer> before = itemsOf(event.user(), past.subList(0, i));
                meet(event);
                // numbered by first appearance
                known = Math.max(known, event.item() + 1);
                SplitMix64 random =
                        new SplitMix64(seed ^ StableHash.of(event.interaction().eventId()));
                for (int n = 0; n < config.negatives(); n++) {
                    int negative = random.nextInt(known);
                    if (negative != event.item() && !before.contains(negative)) {
                        prefer(config, event.user(), event.item(), negative);
                    }
                }
            }
            return dot(biases.getOrDefault(item, 0f), vector(users, user), vector(items, item));
        }

        private void prefer(BprConfig config, int user, int item, int negative) {
            float[] p = vector(users, user);
            float[] up = vector(items, item);
            float[] down = vector(items, negative);
            float better = biases.getOrDefault(item, 0f) - biases.getOrDefault(negative, 0f);
            for (int d = 0; d < dimension; d++) {
                better += p[d] * (up[d] - down[d]);
            }
            float slope = 1 / (1 + StableMath.exp(better));
            move(config, biases, item, slope);
            move(config, biases, negative, -slope);
            for (int d = 0; d < dimension; d++) {
                float oldP = p[d];
                float difference = up[d] - down[d];
                p[d] += config.rate() * (slope * difference - config.regularization() * p[d]);
                up[d] += config.rate() * (slope * oldP - config.regularization() * up[d]);
                down[d] += config.rate() * (-slope * oldP - config.regularization() * down[d]);
            }
        }

        private static void move(BprConfig config, Map<Integer, Float> biases, int item, float slope) {
            float bias = biases.getOrDefault(item, 0f);
            biases.put(item, bias + config.rate() * (slope - config.regularization() * bias));
        }

        private void meet(RecordedEvent event) {
            users.computeIfAbsent(
                    event.user(), any -> started(Table.USER, event.interaction().userId()));
            items.computeIfAbsent(
                    event.item(),
                    any -> started(Table.TARGET, event.interaction().itemId()));
        }

        private float[] started(Table table, String id) {
            float[] values = new float[dimension];
            start.fill(table, StableHash.of(id), values, 0, dimension);
            return values;
        }

        private static float[] vector(Map<Integer, float[]> vectors, int number) {
            float[] vector = vectors.get(number);
            if (vector == null) {
                throw new IllegalStateException("number " + number + " had no event");
            }
            return vector;
        }

        private float dot(float first, float[] p, float[] q) {
            float sum = first;
            for (int d = 0; d < dimension; d++) {
                sum += p[d] * q[d];
            }
            return sum;
        }
    }
}
