package io.freshet.ranking.eval;

import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.NegativeSampler;
import io.freshet.embedding.StableHash;
import io.freshet.features.ItemReplica;
import io.freshet.features.LoopConfig;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.RecommenderConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine as the live job runs it at a higher parallelism: learners with users of their own, each with its replica
 * of the items, its negatives and its counts, that learn from each other through the owner of the rows.
 *
 * <p>A user's learner is the hash of its id modulo their number; the live job spreads users by Flink's key groups
 * instead, so who shares a learner differs, but not how many do. One thread; the same bits in every run. Cost: that of
 * {@link EmbeddingModel}, and every published row is taken in by every learner.
 */
public final class ParallelLearners implements PrequentialModel {
    private final List<EmbeddingModel> learners = new ArrayList<>();
    private final int[] learnerOfUser;
    private final SimulatedLoop loop;
    private final boolean sharesAllEvents;

    /**
     * @param loopConfig how long rows that were only negatives are held; when to push is the schedule's
     */
    public ParallelLearners(RecommenderConfig config, LoopConfig loopConfig, LoopSchedule schedule, TestPlan plan) {
        this(config, loopConfig, schedule, RecordedCatalogue.NONE, plan);
    }

    /**
     * @param loopConfig how long rows that were only negatives are held; when to push is the schedule's
     * @param catalogue that every learner is told of as the stream reaches its times
     */
    public ParallelLearners(
            RecommenderConfig config,
            LoopConfig loopConfig,
            LoopSchedule schedule,
            RecordedCatalogue catalogue,
            TestPlan plan) {
        this.loop = new SimulatedLoop(config, loopConfig, schedule);
        this.sharesAllEvents = config.sharesAllEvents();
        for (int number = 0; number < schedule.learners(); number++) {
            learners.add(new EmbeddingModel(config, recommender(config, loop.replica(number)), catalogue, plan));
        }
        this.learnerOfUser = new int[plan.stream().users()];
        for (int user = 0; user < learnerOfUser.length; user++) {
            learnerOfUser[user] = learnerOf(plan.stream().userId(user), schedule.learners());
        }
    }

    /** The learner that a user's events go to. */
    static int learnerOf(String userId, int learners) {
        return Math.floorMod(StableHash.of(userId), learners);
    }

    @Override
    public int rank(RecordedEvent event) {
        return learner(event).rank(event);
    }

    @Override
    public int top(RecordedEvent event, int[] items) {
        return learner(event).top(event, items);
    }

    @Override
    public int coldRank(RecordedEvent event) {
        return learner(event).coldRank(event);
    }

    @Override
    public void learn(RecordedEvent event) {
        learner(event).learn(event);
        loop.learned(event.timeMs());
    }

    @Override
    public void dislike(RecordedEvent event) {
        learn(event);
    }

    @Override
    public void passOver(RecordedEvent event) {
        learner(event).passOver(event);
        if (sharesAllEvents) {
            loop.learned(event.timeMs());
        }
    }

    @Override
    public long userBytes() {
        return learners.stream().mapToLong(EmbeddingModel::userBytes).sum();
    }

    /** Of all replicas. */
    @Override
    public long itemBytes() {
        return learners.stream().mapToLong(EmbeddingModel::itemBytes).sum();
    }

    /** What the loop has carried so far. */
    public LoopStatistics statistics() {
        return loop.statistics();
    }

    /** Of all learners together. */
    public GuardStatistics guards() {
        return learners.stream().map(EmbeddingModel::guards).reduce(GuardStatistics.NONE, GuardStatistics::and);
    }

    SimulatedLoop loop() {
        return loop;
    }

    private EmbeddingModel learner(RecordedEvent event) {
        return learners.get(learnerOfUser[event.user()]);
    }

    private static Recommender recommender(RecommenderConfig config, ItemReplica replica) {
        LearnerConfig learner = config.learner();
        return Recommender.sharing(config, replica, new NegativeSampler(learner.ringSize(), learner.ringShare()));
    }
}
