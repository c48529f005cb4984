package io.freshet.jobs.bench;

import io.freshet.features.UserState;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.WarmUp;
import io.freshet.schemas.Interaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The engine on one thread, with the work of the job for each event: test, learn, and rank the list to be sent. */
final class BareEngine {
    private BareEngine() {}

    /** Events a second, without the first ones. */
    static double eventsPerSecond(JobBenchSettings settings, List<Interaction> events) {
        WarmUp.run(settings.recommender());
        Recommender recommender = Recommender.alone(settings.recommender());
        Map<String, UserState> users = new HashMap<>();
        int unmeasured = JobBenchSettings.unmeasured(events.size());
        long from = System.nanoTime();
        long listed = 0;
        for (int i = 0; i < events.size(); i++) {
            if (i == unmeasured) {
                from = System.nanoTime();
            }
            Interaction event = events.get(i);
            UserState user = users.computeIfAbsent(event.userId(), recommender::newUser);
            recommender.evaluate(user, event);
            recommender.learn(user, event);
            listed += recommender
                    .recommend(user, event.eventTimeMs(), settings.limit())
                    .size();
        }
        double seconds = (System.nanoTime() - from) / 1e9;
        if (listed == 0) {
            throw new IllegalStateException("no event was answered with an item: give a stream of more than one item");
        }
        return (events.size() - unmeasured) / seconds;
    }
}
