package io.freshet.benchmarks.loops;

import io.freshet.features.SignalsConfig;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.ranking.pipeline.SelectionConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Those that are compared, by name; each is made anew. */
final class Policies {
    private Policies() {}

    static Map<String, Supplier<Policy>> all(boolean repeat) {
        RecommenderConfig embedding = RecommenderConfig.defaults(repeat);
        Map<String, Supplier<Policy>> all = new LinkedHashMap<>();
        all.put("popularity", Policy.MostPopular::new);
        all.put("embedding", () -> new Policy.Engine(embedding));
        all.put("ranker", () -> new Policy.Engine(embedding.with(RankerConfig.DEFAULTS)));
        return all;
    }

    /** The ranker with other selections, too. */
    static Map<String, Supplier<Policy>> withSelections(boolean repeat) {
        Map<String, Supplier<Policy>> all = all(repeat);
        all.put("ranker, diversity 1", ranker(repeat, new SelectionConfig(1f, 0f, 10, 0, 10)));
        all.put("ranker, exploration 0.2", ranker(repeat, new SelectionConfig(0f, 0.2f, 10, 0, 10)));
        return all;
    }

    /** The ranker without bounds on one user's part, too. */
    static Map<String, Supplier<Policy>> withoutCaps(boolean repeat) {
        Map<String, Supplier<Policy>> all = all(repeat);
        SignalsConfig signals = SignalsConfig.DEFAULTS;
        SignalsConfig free = new SignalsConfig(
                signals.slowHalfLife(),
                signals.fastHalfLife(),
                signals.trending(),
                signals.neighbours(),
                signals.pairPlaces(),
                signals.pairDecay(),
                signals.backward(),
                0f,
                0);
        all.put(
                "ranker, no caps",
                () -> new Policy.Engine(RecommenderConfig.defaults(repeat).with(RankerConfig.DEFAULTS.with(free))));
        return all;
    }

    private static Supplier<Policy> ranker(boolean repeat, SelectionConfig selection) {
        return () -> new Policy.Engine(RecommenderConfig.defaults(repeat).with(RankerConfig.DEFAULTS.with(selection)));
    }
}
