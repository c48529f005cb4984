package io.freshet.ranking.eval;

import io.freshet.features.UserState;
import io.freshet.ranking.EventResult;
import io.freshet.ranking.RankedItem;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The engine under evaluation: the very object that serves live, with the users' states in a list. Its ranks end at
 * {@link Recommender#LIST_SIZE}.
 */
public final class EmbeddingModel implements PrequentialModel {
    private final RecordedStream stream;
    private final Recommender recommender;
    private final List<@Nullable UserState> users = new ArrayList<>();
    private final int[] rows = new int[Recommender.LIST_SIZE];
    private long tests;
    private long found;

    public EmbeddingModel(RecommenderConfig config, TestPlan plan) {
        this(config, Recommender.alone(config), plan);
    }

    /** With an engine made of {@code config}, whose items may be shared. */
    EmbeddingModel(RecommenderConfig config, Recommender recommender, TestPlan plan) {
        if (config.repeat() != (plan.variant() == Variant.I)) {
            throw new IllegalArgumentException("variant " + plan.variant() + " needs an engine with repeat="
                    + (plan.variant() == Variant.I) + ", but this one has repeat=" + config.repeat());
        }
        this.stream = plan.stream();
        this.recommender = recommender;
    }

    @Override
    public int rank(RecordedEvent event) {
        EventResult result = recommender.evaluate(user(event), event.interaction());
        tests++;
        found += recommender.wasCandidate(event.interaction()) ? 1 : 0;
        return result.evaluated() ? result.rank() : UNRANKED;
    }

    @Override
    public int top(RecordedEvent event, int[] items) {
        int size = Math.min(recommender.ranking(stream.userId(event.user()), rows), items.length);
        for (int place = 0; place < size; place++) {
            items[place] = stream.itemNumber(recommender.itemId(rows[place]));
        }
        return size;
    }

    @Override
    public int coldRank(RecordedEvent event) {
        Interaction interaction = event.interaction();
        UserState nobody = recommender.newUser(interaction.userId());
        List<RankedItem> list = recommender.recommend(nobody, event.timeMs(), Recommender.LIST_SIZE);
        for (int place = 0; place < list.size(); place++) {
            if (list.get(place).itemId().equals(interaction.itemId())) {
                return place + 1;
            }
        }
        return UNRANKED;
    }

    @Override
    public void learn(RecordedEvent event) {
        recommender.learn(user(event), event.interaction());
    }

    @Override
    public long userBytes() {
        long bytes = 0;
        for (UserState user : users) {
            bytes += user == null ? 0 : user.bytes();
        }
        return bytes;
    }

    @Override
    public long itemBytes() {
        return recommender.itemBytes();
    }

    /** What the guards have kept out so far, and how long the vectors are now. Cost: one pass over all of them. */
    public GuardStatistics guards() {
        float longestUser = 0;
        for (UserState user : users) {
            longestUser = user == null
                    ? longestUser
                    : Math.max(longestUser, user.taste().norm());
        }
        return GuardStatistics.of(
                recommender.droppedSteps(), longestUser, recommender.longestTarget(), recommender.longestSource());
    }

    /** How many tests' items were candidates; empty without a ranker. */
    public Optional<CandidateStatistics> candidates() {
        return recommender
                .ranker()
                .map(ranker -> new CandidateStatistics(tests, found, ranker.failures(), ranker.droppedSteps()));
    }

    private UserState user(RecordedEvent event) {
        int number = event.user();
        while (users.size() <= number) {
            users.add(null);
        }
        UserState user = recommender.userAt(users.get(number), stream.userId(number), event.timeMs());
        users.set(number, user);
        return user;
    }
}
