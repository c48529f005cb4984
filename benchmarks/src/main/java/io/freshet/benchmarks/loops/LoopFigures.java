package io.freshet.benchmarks.loops;

import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The figures of both simulations, a line of JSON for each policy. */
public final class LoopFigures {
    private static final long SEED = 7;
    private static final int USERS = 1_000;
    private static final int ITEMS = 2_000;

    private LoopFigures() {}

    /** The closed loop; items are taken once. */
    public static void feedback(int rounds, Consumer<String> lines) {
        for (Map.Entry<String, Supplier<Policy>> policy :
                Policies.withSelections(false).entrySet()) {
            List<FeedbackLoop.Round> all = new FeedbackLoop(new Crowd(USERS, ITEMS, SEED), SEED)
                    .run(policy.getValue().get(), rounds);
            lines.accept(String.format(
                    Locale.ROOT,
                    "{\"loop\":\"feedback\",\"policy\":\"%s\",\"users\":%d,\"items\":%d,\"rounds\":%d,"
                            + "\"gini_first\":%.4f,\"gini_greatest\":%.4f,\"gini_last\":%.4f,\"shown_last\":%.4f,"
                            + "\"liking_last\":%.4f}",
                    policy.getKey(),
                    USERS,
                    ITEMS,
                    rounds,
                    all.get(0).gini(),
                    all.stream().mapToDouble(FeedbackLoop.Round::gini).max().orElseThrow(),
                    all.get(rounds - 1).gini(),
                    all.get(rounds - 1).shown(),
                    all.get(rounds - 1).liking()));
        }
    }

    /**
     * The attack.
     *
     * @param stream its events, in order
     * @param name what the stream is called
     */
    public static void poisoning(String name, List<Interaction> stream, boolean repeat, Consumer<String> lines) {
        Poisoning poisoning = new Poisoning(stream, SEED);
        for (Map.Entry<String, Supplier<Policy>> policy :
                new ArrayList<>(Policies.withoutCaps(repeat).entrySet())) {
            Poisoning.Standing without = poisoning.without(policy.getValue().get());
            Poisoning.Standing with = poisoning.with(policy.getValue().get());
            lines.accept(String.format(
                    Locale.ROOT,
                    "{\"loop\":\"poisoning\",\"stream\":\"%s\",\"policy\":\"%s\",\"top10_without\":%.4f,"
                            + "\"top10_with\":%.4f,\"mrr_without\":%.5f,\"mrr_with\":%.5f}",
                    name,
                    policy.getKey(),
                    without.top(),
                    with.top(),
                    without.reciprocalRank(),
                    with.reciprocalRank()));
        }
    }
}
