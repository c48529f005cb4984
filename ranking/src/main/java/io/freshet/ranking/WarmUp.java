package io.freshet.ranking;

import io.freshet.features.UserState;
import io.freshet.schemas.Interaction;

/**
 * Runs an engine on made-up events until its code is compiled: interpreted, the Vector API is hundreds of times slower,
 * and the first real events would wait for it. Takes about half a second; touches nothing but an engine of its own.
 */
public final class WarmUp {
    private static final int EVENTS = 2_000;
    private static final int USERS = 32;
    private static final int ITEMS = 1_500;

    /** Prime, so that the walk over the items visits them all. */
    private static final int STRIDE = 7_919;

    private static final int LIMIT = 10;

    private WarmUp() {}

    public static void run(RecommenderConfig config) {
        Recommender engine = Recommender.alone(config);
        UserState[] users = new UserState[USERS];
        for (int user = 0; user < USERS; user++) {
            users[user] = engine.newUser("user" + user);
        }
        for (int n = 0; n < EVENTS; n++) {
            Interaction event = event(n);
            UserState user = users[n % USERS];
            engine.evaluate(user, event);
            engine.learn(user, event);
            engine.recommend(user, event.eventTimeMs(), LIMIT);
        }
    }

    private static Interaction event(int n) {
        String item = "item" + (long) n * STRIDE % ITEMS;
        return Interaction.of("event" + n, "user" + n % USERS, item, 1f, n * 1_000L);
    }
}
